import type { StateDefinition, StateMachineDefinition } from "../asl/definition.ts";
import { isObject, type Json } from "../../../core/json.ts";
import type { Recording, RecordedEvent } from "./recordings.ts";

/** Tests put values in these places of a definition. */
const PLACE = /^(\{% *)?(_+tbd_+|%\w+_PLACEHOLDER%|__\w+__)( *%\})?$/;

/** A definition with what its test put into it, as far as the recording shows it: ARNs, the parameter of the test, expressions in messages. */
export function fillPlaces(definition: StateMachineDefinition, { name, events }: Recording): StateMachineDefinition {
  const value = parameterOf(name);
  const expression = expressionIn(events);
  const walk = (json: Json, key: string, state: string): Json => {
    if (Array.isArray(json)) return json.map((item) => walk(item, key, state));
    if (isObject(json))
      return Object.fromEntries(
        Object.entries(json).map(([field, each]) => [field, walk(each, field, isState(each) ? field : state)]),
      );
    if (typeof json !== "string") return json;
    if (key === "Resource" && !json.startsWith("arn:")) return resourceIn(events, state) ?? json;
    if (!PLACE.test(json)) return json === "$.items[0]" && value?.startsWith("$") ? value : json;
    const parameter = parameterIn(events, key);
    if (parameter !== undefined) return parameter;
    if (expression !== undefined) return `{% ${expression} %}`;
    return value?.startsWith("$") ? value : json;
  };
  return walk(definition as unknown as Json, "", "") as unknown as StateMachineDefinition;
}

/** Whether places are left that a recording does not tell of. */
export function hasPlaces(definition: StateMachineDefinition): boolean {
  return /"(\{% *)?(_+tbd_+|%\w+_PLACEHOLDER%|__\w+__)( *%\})?"/.test(JSON.stringify(definition));
}

const isState = (value: Json): value is Json & StateDefinition => isObject(value) && typeof value["Type"] === "string";

/** test[parameter] */
function parameterOf(name: string): string | undefined {
  return /\[(.*)\]/.exec(name)?.[1];
}

/** A failed expression stands in its message. */
function expressionIn(events: RecordedEvent[]): string | undefined {
  const failed = events.find(({ type }) => type === "EvaluationFailed")?.["evaluationFailedEventDetails"];
  const { cause = "" } = (failed ?? {}) as { cause?: string };
  return /The JSONata expression '(.*)' specified for/s.exec(cause)?.[1];
}

/** What the task of a state called. */
function resourceIn(events: RecordedEvent[], state: string): string | undefined {
  const entered = events.findIndex(
    (event) => (event["stateEnteredEventDetails"] as { name?: string } | undefined)?.name === state,
  );
  const scheduled = events
    .slice(entered + 1)
    .find(({ type }) => type === "LambdaFunctionScheduled" || type === "ActivityScheduled");
  const details = (scheduled?.["lambdaFunctionScheduledEventDetails"] ??
    scheduled?.["activityScheduledEventDetails"]) as { resource: string } | undefined;
  if (details?.resource.startsWith("arn:")) return details.resource;
  return scheduled?.type === "LambdaFunctionScheduled"
    ? "arn:aws:lambda:us-east-1:111111111111:function:lambda_function_name"
    : "arn:aws:states:us-east-1:111111111111:activity:activity_arn";
}

/** What a task was called with in a field. */
function parameterIn(events: RecordedEvent[], field: string): string | undefined {
  for (const event of events) {
    const { parameters } = (event["taskScheduledEventDetails"] ?? {}) as { parameters?: Record<string, unknown> };
    if (typeof parameters?.[field] === "string") return parameters[field];
  }
  return undefined;
}
