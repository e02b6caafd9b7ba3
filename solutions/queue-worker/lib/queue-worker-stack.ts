import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Topic } from "aws-cdk-lib/aws-sns";
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
    const deadLetters = new Queue(this, "DeadLetters", {
      // The longest there is. The age of a message counts from its first day in the first queue.
      retentionPeriod: Duration.days(14),
      receiveMessageWaitTime: Duration.seconds(20),
    });
    const orders = new Queue(this, "Orders", {
      // Six times the worker's timeout: a batch that Lambda offers again while the worker is throttled is not yet visible to others.
      visibilityTimeout: Duration.seconds(60),
      receiveMessageWaitTime: Duration.seconds(20),
      // Five attempts outlast a short outage; more only let a hopeless message cost more.
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    // #endregion

    // #region event-source
    worker.addEventSource(
      new SqsEventSource(orders, {
        batchSize: 10,
        reportBatchItemFailures: true, // without it Lambda ignores what the worker returns, and deletes the whole batch
        maxConcurrency: 2, // the provider allows three calls at a time
      }),
    );
    // #endregion

    // #region alarm
    const onDuty = new Topic(this, "OnDuty");
    deadLetters
      // What lies there. NumberOfMessagesSent does not count what SQS itself moves there.
      .metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: Stats.MAXIMUM })
      .createAlarm(this, "DeadLettersAlarm", {
        alarmDescription: "An order could not be charged. Read the worker's log, then the dead letter.",
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING, // SQS stops sending metrics of a queue that nobody uses
      })
      .addAlarmAction(new SnsAction(onDuty));
    // #endregion

    new CfnOutput(this, "QueueUrl", { value: orders.queueUrl });
    new CfnOutput(this, "PaymentsTable", { value: provider.books.tableName });
  }
}
