import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, type FunctionOptions, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { Carrier } from "./carrier.ts";

export class RedriveStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const carrier = new Carrier(this, "Carrier");

    // #region queues
    const deadLetters = new Queue(this, "DeadLetters", {
      // A weekend, a holiday and the time to understand. The age counts from the first day in the queue of orders.
      retentionPeriod: Duration.days(14),
    });
    const orders = new Queue(this, "Orders", {
      visibilityTimeout: Duration.seconds(60),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    // #endregion

    // #region consumer
    const setAside = new TableV2(this, "SetAside", {
      partitionKey: { name: "id", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const consumer = this.createFunction("Consumer", "consumer", {
      environment: { CARRIER: carrier.book.functionName, SET_ASIDE: setAside.tableName },
    });
    consumer.addEventSource(new SqsEventSource(orders, { batchSize: 10, reportBatchItemFailures: true }));
    carrier.book.grantInvoke(consumer);
    setAside.grant(consumer, "dynamodb:PutItem");
    // #endregion

    // #region redrive
    const redrive = this.createFunction("MoveBack", "redrive", {
      environment: { DEAD_LETTERS_ARN: deadLetters.queueArn },
    });
    // SQS moves the messages in the name of the caller: who may start the task must be allowed to take there and to send here.
    deadLetters.grant(
      redrive,
      "sqs:StartMessageMoveTask",
      "sqs:ListMessageMoveTasks",
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
    );
    orders.grant(redrive, "sqs:SendMessage");
    // #endregion

    // #region notify
    const failedNotifications = new Queue(this, "FailedNotifications", { retentionPeriod: Duration.days(14) });
    const notify = this.createFunction("Notify", "notify", {
      // After two retries Lambda sends a record here: the event and the response. A dead-letter queue of the function would get the event, and the error message as an attribute.
      onFailure: new SqsDestination(failedNotifications),
    });
    // #endregion

    new CfnOutput(this, "QueueUrl", { value: orders.queueUrl });
    new CfnOutput(this, "CarrierTable", { value: carrier.books.tableName });
    new CfnOutput(this, "SetAsideTable", { value: setAside.tableName });
    new CfnOutput(this, "RedriveFunction", { value: redrive.functionName });
    new CfnOutput(this, "NotifyFunction", { value: notify.functionName });
    new CfnOutput(this, "FailedNotificationsUrl", { value: failedNotifications.queueUrl });
  }

  private createFunction(id: string, folder: string, options: FunctionOptions): NodejsFunction {
    return new NodejsFunction(this, id, {
      entry: join(import.meta.dirname, "../functions", folder, "index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(10),
      logGroup: new LogGroup(this, `${id}Logs`, {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      ...options,
    });
  }
}
