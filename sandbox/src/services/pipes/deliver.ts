import { parseArn } from "../../core/arn.ts";
import { AwsError } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { sendText, type Text } from "../../delivery/send-text.ts";
import { executeSync, invokeFunction } from "./enrich.ts";
import { httpParametersFor } from "./http-parameters.ts";
import type { Pipe } from "./pipe.ts";
import { dynamic, transform, type Variables } from "./template.ts";

/** What came of it: the answer of a target that is waited for, and the places of the events that were refused one by one. */
interface Delivered {
  answer: unknown;
  failed: Set<number>;
  /** Of the first that was refused. */
  error: AwsError | undefined;
}

/** Brings events to the target of a pipe: functions and state machines get all of them as one list, the others each for itself. */
export async function deliver(
  pipe: Pipe,
  events: readonly Variables[],
  isList: boolean,
  context: OperationContext,
): Promise<Delivered> {
  const { Target: arn, TargetParameters: parameters = {} } = pipe.settings;
  const { service } = parseArn(arn!)!;
  const inputs = events.map((event) => transform(parameters.InputTemplate, event));
  if (service !== "lambda" && service !== "states") return deliverEach(pipe, events, inputs, context);

  const input = isList ? `[${inputs.join(",")}]` : inputs[0]!;
  const kind =
    service === "lambda" ? parameters.LambdaFunctionParameters : parameters.StepFunctionStateMachineParameters;
  let answer: unknown = null;
  if (kind?.InvocationType === "FIRE_AND_FORGET") await sendText({ to: arn!, input }, context);
  else if (service === "lambda") answer = await invokeFunction(arn!, input, context);
  else answer = await executeSync(arn!, input, context);
  return { answer, failed: new Set(), error: undefined };
}

async function deliverEach(
  pipe: Pipe,
  events: readonly Variables[],
  inputs: readonly string[],
  context: OperationContext,
): Promise<Delivered> {
  const failed = new Set<number>();
  let first: AwsError | undefined;
  for (const [index, event] of events.entries())
    try {
      await sendText(textFor(pipe, inputs[index]!, event), context);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      first ??= error;
      failed.add(index);
    }
  return { answer: null, failed, error: first };
}

function textFor({ name, source, settings }: Pipe, input: string, event: Variables): Text {
  const { Target: to, TargetParameters: parameters = {} } = settings;
  const value = (text: string | undefined) => (text === undefined ? undefined : dynamic(text, event));
  const { SqsQueueParameters: queue, EventBridgeEventBusParameters: bus, CloudWatchLogsParameters: log } = parameters;
  const time = value(bus?.Time);
  const timestamp = value(log?.Timestamp);
  return {
    to: to!,
    input,
    messageGroupId: value(queue?.MessageGroupId),
    messageDeduplicationId: value(queue?.MessageDeduplicationId),
    // .../eventbridge/latest/userguide/eb-pipes-event-target.html (2026-11-21); the defaults as users report them.
    event: {
      source: value(bus?.Source) ?? `Pipe ${name}`,
      detailType: value(bus?.DetailType) ?? `Event from aws:${parseArn(source)!.service}`,
      ...(bus?.Resources ? { resources: bus.Resources.map((one) => dynamic(one, event)) } : {}),
      time: time === undefined ? undefined : new Date(/^\d+$/.test(time) ? Number(time) : time),
    },
    log: {
      stream: value(log?.LogStreamName),
      timestamp:
        timestamp === undefined ? undefined : /^\d+$/.test(timestamp) ? Number(timestamp) : Date.parse(timestamp),
    },
    http: httpParametersFor(parameters.HttpParameters, event),
  };
}
