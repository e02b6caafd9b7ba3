import { Duration } from "aws-cdk-lib";
import { type EventPattern, type IEventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { TIMEOUT } from "./service-function.ts";

export interface EventConsumerProps {
  bus: IEventBus;
  /** What the service wants to hear. */
  eventPattern: EventPattern;
  function: IFunction;
}

/** How a service listens: its own rule, its own queue, its own dead letters. */
export class EventConsumer extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { bus, eventPattern, function: consumer }: EventConsumerProps) {
    super(scope, id);

    // #region consumer
    // The memory of a service that is down: what it misses waits here, and nobody else waits with it.
    this.queue = new Queue(this, "Queue", {
      visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()),
      deadLetterQueue: {
        queue: new Queue(this, "Failed", { retentionPeriod: Duration.days(14) }),
        maxReceiveCount: 5,
      },
    });
    new Rule(this, "Rule", { eventBus: bus, eventPattern, targets: [new SqsQueue(this.queue)] });
    consumer.addEventSource(new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true }));
    // #endregion
  }
}
