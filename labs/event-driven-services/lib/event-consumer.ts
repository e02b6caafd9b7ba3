import type { EventPattern, IEventBus } from "aws-cdk-lib/aws-events";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

export interface EventConsumerProps {
  bus: IEventBus;
  /** What the service wants to hear. */
  eventPattern: EventPattern;
  function: IFunction;
}

/** How a service listens: its own rule, its own queue, its own dead letters. */
export class EventConsumer extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, _props: EventConsumerProps) {
    super(scope, id);

    // #region consumer
    // TODO 4: a dead-letter queue that keeps messages for 14 days, after five attempts; a visibility timeout that fits the function.
    this.queue = new Queue(this, "Queue");
    // TODO 2: a rule of the bus that puts the events into the queue; then let the queue invoke the function.
    // TODO 4: one bad message must not bring back the others of its batch.
    // #endregion
  }
}
