import { join } from "node:path";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription, type SqsSubscriptionProps } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

export interface TeamProps {
  /** As its desk is called. */
  name: string;
  topic: ITopic;
  desks: TableV2;
  /** Which events the team wants; all of them without one. */
  filter?: Pick<SqsSubscriptionProps, "filterPolicy" | "filterPolicyWithMessageBody">;
}

/** A team that does something about orders: its queue, its worker, its subscription. Nothing here knows the other teams. */
export class Team extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { name, topic, desks, filter = {} }: TeamProps) {
    super(scope, id);

    // #region queues
    const timeout = Duration.seconds(10);
    // What the worker could not handle. It waits here for a person, so for as long as a queue keeps anything.
    const failed = new Queue(this, "Failed", { retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, "Queue", {
      // A message must not come back while a batch with it may still be running or waiting for its turn.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue: failed, maxReceiveCount: 5 },
    });
    // #endregion

    // #region subscription
    // What the topic could not deliver: another fault, another place to repair it, so another queue.
    const undelivered = new Queue(this, "Undelivered", { retentionPeriod: Duration.days(14) });
    topic.addSubscription(
      // Writes the policies of both queues too: only this topic may send.
      new SqsSubscription(this.queue, { rawMessageDelivery: true, deadLetterQueue: undelivered, ...filter }),
    );
    // #endregion

    const worker = new NodejsFunction(this, "Worker", {
      entry: join(import.meta.dirname, "../functions/worker/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout,
      environment: { TEAM: name, DESKS_TABLE: desks.tableName },
      logGroup: new LogGroup(this, "WorkerLogs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    desks.grant(worker, "dynamodb:PutItem", "dynamodb:UpdateItem");

    // #region event-source
    // Without the option Lambda would not read which messages failed, and would delete them all.
    worker.addEventSource(new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true }));
    // #endregion
  }
}
