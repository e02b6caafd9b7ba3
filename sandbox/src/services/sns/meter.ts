import { Meter, metrics } from "../../core/metrics.ts";
import type { OperationContext } from "../../core/service.ts";
import type { Topic } from "./topic.ts";

const meters = new WeakMap<Topic, Meter>();

/** What CloudWatch shows of a topic: https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html (2026-11-21) */
export function meterOf(topic: Topic, context: OperationContext): Meter {
  let meter = meters.get(topic);
  if (!meter) {
    const region = topic.arn.split(":")[3]!;
    const store = context.allState.get(metrics, topic.account, region);
    meters.set(topic, (meter = new Meter(store, context.clock, "AWS/SNS", [{ TopicName: topic.name }])));
  }
  return meter;
}
