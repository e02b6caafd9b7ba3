import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { PaymentProvider } from "./payment-provider.ts";

const CONSUMER_TIMEOUT = Duration.seconds(10);

export class IdempotentConsumerStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const deadLetters = new Queue(this, "DeadLetters", { retentionPeriod: Duration.days(14), enforceSSL: true });
    const orders = new Queue(this, "Orders", {
      // Six times the consumer's time-out. It is also how soon a message comes back that failed.
      visibilityTimeout: Duration.seconds(6 * CONSUMER_TIMEOUT.toSeconds()),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
      enforceSSL: true,
    });
    const customers = new TableV2(this, "Customers", {
      partitionKey: { name: "customer", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const provider = new PaymentProvider(this, "PaymentProvider");

    // #region records
    // TODO 1: a table with one record per order. TODO 5: let DynamoDB delete records that nobody needs any more.
    // #endregion

    const consumer = new NodejsFunction(this, "ChargeOrders", {
      entry: join(import.meta.dirname, "../functions/charge-orders/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: CONSUMER_TIMEOUT,
      environment: {
        CUSTOMERS_TABLE: customers.tableName,
        PROVIDER_FUNCTION: provider.function.functionName,
      },
      logGroup: new LogGroup(this, "ChargeOrdersLogs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    consumer.addEventSource(new SqsEventSource(orders, { reportBatchItemFailures: true }));

    // #region grants
    provider.function.grantInvoke(consumer);
    // TODO 6: only what the code calls. A transaction needs the permissions of the writes in it, and no other.
    customers.grantReadWriteData(consumer);
    // #endregion

    new CfnOutput(this, "QueueUrl", { value: orders.queueUrl });
    new CfnOutput(this, "DeadLetterQueueUrl", { value: deadLetters.queueUrl });
    new CfnOutput(this, "CustomersTable", { value: customers.tableName });
  }
}
