import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import { Team } from "./team.ts";

export class FanOutStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const desks = new TableV2(this, "Desks", {
      partitionKey: { name: "team", type: AttributeType.STRING },
      sortKey: { name: "key", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const topic = new Topic(this, "OrderEvents");

    const publisher = new NodejsFunction(this, "PublishOrder", {
      entry: join(import.meta.dirname, "../functions/publish-order/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(10),
      environment: { TOPIC_ARN: topic.topicArn },
      logGroup: new LogGroup(this, "PublishOrderLogs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    // #region grant
    // TODO 1: let the function publish to the topic.
    // #endregion

    // #region teams
    const stock = new Team(this, "Stock", { name: "stock", topic, desks });
    // TODO 3: mail wants OrderPlaced only; review wants OrderPlaced with a total of 500 or more.
    const mail = new Team(this, "Mail", { name: "mail", topic, desks });
    const review = new Team(this, "Review", { name: "review", topic, desks });
    // #endregion

    new CfnOutput(this, "PublisherName", { value: publisher.functionName });
    new CfnOutput(this, "TopicArn", { value: topic.topicArn });
    new CfnOutput(this, "DesksTable", { value: desks.tableName });
    new CfnOutput(this, "StockQueueUrl", { value: stock.queue.queueUrl });
    new CfnOutput(this, "MailQueueUrl", { value: mail.queue.queueUrl });
    new CfnOutput(this, "ReviewQueueUrl", { value: review.queue.queueUrl });
  }
}
