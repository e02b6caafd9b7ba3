import { join } from "node:path";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

const FUNCTION_TIMEOUT = Duration.seconds(10);

/** What stands behind the API, provided: a queue, and a function that stores its messages in a table. */
export class Intake extends Construct {
  readonly queue: Queue;
  readonly table: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.queue = new Queue(this, "Reports", {
      visibilityTimeout: Duration.seconds(6 * FUNCTION_TIMEOUT.toSeconds()),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: new Queue(this, "Unread", { retentionPeriod: Duration.days(14) }), maxReceiveCount: 3 },
    });

    this.table = new TableV2(this, "Stored", {
      partitionKey: { name: "id", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const consumer = new NodejsFunction(this, "StoreReports", {
      entry: join(import.meta.dirname, "../functions/store-reports/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: FUNCTION_TIMEOUT,
      environment: { TABLE_NAME: this.table.tableName },
      logGroup: new LogGroup(this, "StoreReportsLogs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    this.table.grant(consumer, "dynamodb:PutItem");
    consumer.addEventSource(new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true }));
  }
}
