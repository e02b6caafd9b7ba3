import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { EventBus } from "aws-cdk-lib/aws-events";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

export class EventRouterStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const books = new TableV2(this, "Books", {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // #region bus
    // Not the default bus: that one carries the events of AWS services, and everybody's rules.
    const bus = new EventBus(this, "Bus", { eventBusName: `${this.stackName}-shop` });
    // #endregion

    const publisher = this.createFunction("PublishOrders", "publish-orders", {
      BUS_NAME: bus.eventBusName,
      BOOKS_TABLE: books.tableName,
    });
    books.grant(publisher, "dynamodb:UpdateItem");
    // #region grant
    // TODO 1: let the function put events on the bus.
    // #endregion

    const billing = this.createFunction("Billing", "billing", { BOOKS_TABLE: books.tableName });
    books.grant(billing, "dynamodb:PutItem", "dynamodb:UpdateItem");

    const review = this.createQueue("Review");
    const audit = this.createQueue("Audit");

    // #region billing-failures
    // TODO 5: keep what Billing fails on, after two retries.
    // #endregion

    // #region billing-rule
    // TODO 2: a rule for Billing: OrderPlaced of shop.orders, version 1, with a total above 0.
    // TODO 5: a dead-letter queue for this target and for those of the other two rules.
    // #endregion

    // #region review-rule
    // TODO 3: a rule for the queue of review: a total of 500 or more, or another country than VN, CN and US.
    // The message: orderId, country and total.
    // #endregion

    // #region audit-rule
    // TODO 4: a rule for the queue of audit: everything whose source begins with "shop.".
    // #endregion

    // #region archive
    // TODO 6: an archive of 30 days; and no replayed events for review and audit.
    // #endregion

    new CfnOutput(this, "BusName", { value: bus.eventBusName });
    new CfnOutput(this, "PublisherName", { value: publisher.functionName });
    new CfnOutput(this, "BillingName", { value: billing.functionName });
    new CfnOutput(this, "BooksTable", { value: books.tableName });
    new CfnOutput(this, "ReviewQueueUrl", { value: review.queueUrl });
    new CfnOutput(this, "AuditQueueUrl", { value: audit.queueUrl });
  }

  /** For people and for dead letters: as long as a queue keeps anything. */
  private createQueue(id: string): Queue {
    return new Queue(this, id, { retentionPeriod: Duration.days(14) });
  }

  private createFunction(id: string, folder: string, environment: Record<string, string>): NodejsFunction {
    return new NodejsFunction(this, id, {
      entry: join(import.meta.dirname, "../functions", folder, "index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(30),
      environment,
      logGroup: new LogGroup(this, `${id}Logs`, {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
  }
}
