import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

const TIMEOUT = Duration.seconds(10);

export class OrderedQueueStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // #region queues
    // TODO 1: standard queues promise no order. What has to change here, and what at the dead-letter queue?
    const deadLetters = new Queue(this, "DeadLetters", { retentionPeriod: Duration.days(14), enforceSSL: true });
    const commands = new Queue(this, "Commands", {
      // TODO 1: one limit for all customers, or one for each? And a visibility timeout that outlasts the consumer's retries.
      visibilityTimeout: TIMEOUT,
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
    // TODO 6: only what the code does. A consumer that sets messages aside sends, too, but where?
    commands.grantSendMessages(producer);
    commands.grantSendMessages(consumer);
    accounts.grantReadWriteData(consumer);
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
