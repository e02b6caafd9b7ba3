import { join } from "node:path";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { SqsSubscriptionProps } from "aws-cdk-lib/aws-sns-subscriptions";
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

  constructor(scope: Construct, id: string, { name, desks }: TeamProps) {
    super(scope, id);

    // #region queues
    const timeout = Duration.seconds(10);
    // TODO 5: a dead-letter queue that keeps messages for 14 days, after five attempts; a visibility timeout that fits the worker.
    this.queue = new Queue(this, "Queue");
    // #endregion

    // #region subscription
    // TODO 2: subscribe the queue to the topic, with raw message delivery (and, from task 3, with `filter`).
    // TODO 6: a queue for what the topic could not deliver.
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
    // TODO 4: let the queue invoke the worker.
    // #endregion
  }
}
