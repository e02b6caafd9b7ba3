import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { PaymentProvider } from "./payment-provider.ts";

export class QueueWorkerStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const provider = new PaymentProvider(this, "PaymentProvider");

    // #region worker
    const worker = new NodejsFunction(this, "Worker", {
      entry: join(import.meta.dirname, "../functions/worker/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(10), // ten orders, at most 300 ms each, a cold start, and air
      environment: { PROVIDER: provider.charge.functionName },
      logGroup: new LogGroup(this, "WorkerLogs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    provider.charge.grantInvoke(worker);
    // #endregion

    // #region queues
    const orders = new Queue(this, "Orders", {
      // TODO 2: a dead-letter queue for what fails five times. TODO 4: how long may the worker have a message before others see it again?
    });
    // #endregion

    // #region event-source
    // TODO 1: let Lambda read the queue and invoke the worker: worker.addEventSource(...). TODO 2, 5: its options.
    // #endregion

    // #region alarm
    // TODO 6: a topic, and an alarm that tells it when the dead-letter queue holds a message. Queues have methods for metrics: queue.metric...
    // #endregion

    new CfnOutput(this, "QueueUrl", { value: orders.queueUrl });
    new CfnOutput(this, "PaymentsTable", { value: provider.books.tableName });
  }
}
