import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { DeduplicationScope, FifoThroughputLimit, Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

const TIMEOUT = Duration.seconds(10);

export class OrderedQueueStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // #region queues
    // The dead-letter queue of a FIFO queue is a FIFO queue itself.
    const deadLetters = new Queue(this, "DeadLetters", {
      fifo: true,
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    const commands = new Queue(this, "Commands", {
      fifo: true,
      // High throughput needs both: limits and deduplication that count for each customer and not for the whole queue.
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
      enforceSSL: true,
    });
    // #endregion

    const accounts = new TableV2(this, "Accounts", {
      partitionKey: { name: "customer", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Provided: here the checks ask the bank for faults.
    const faults = new TableV2(this, "Faults", {
      partitionKey: { name: "customer", type: AttributeType.STRING },
      sortKey: { name: "number", type: AttributeType.NUMBER },
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const producer = this.createFunction("SendCommands", "send-commands", { QUEUE_URL: commands.queueUrl });
    const consumer = this.createFunction("ApplyCommands", "apply-commands", {
      ACCOUNTS_TABLE: accounts.tableName,
      DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
      FAULTS_TABLE: faults.tableName,
    });
    consumer.addEventSource(new SqsEventSource(commands, { reportBatchItemFailures: true }));

    // #region grants
    // grantSendMessages() is fine for a producer: it sends, and may ask for the queue's address. The consumer's right to receive comes with the event source.
    commands.grantSendMessages(producer);
    deadLetters.grantSendMessages(consumer);
    accounts.grant(consumer, "dynamodb:UpdateItem");
    faults.grant(consumer, "dynamodb:UpdateItem");
    // #endregion

    new CfnOutput(this, "ProducerFunction", { value: producer.functionName });
    new CfnOutput(this, "QueueUrl", { value: commands.queueUrl });
    new CfnOutput(this, "DeadLetterQueueUrl", { value: deadLetters.queueUrl });
    new CfnOutput(this, "AccountsTable", { value: accounts.tableName });
    new CfnOutput(this, "FaultsTable", { value: faults.tableName });
  }

  private createFunction(id: string, folder: string, environment: Record<string, string>): NodejsFunction {
    return new NodejsFunction(this, id, {
      entry: join(import.meta.dirname, "../functions", folder, "index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: TIMEOUT,
      environment,
      logGroup: new LogGroup(this, `${id}Logs`, {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
  }
}
