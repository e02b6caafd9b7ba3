import { STATE_TYPES, type QueryLanguage, type StateType } from "../definition.ts";
import { isObject, type Json, type JsonObject } from "../../../../core/json.ts";
import { isField } from "./fields.ts";
import { schemaError, type Finding } from "./finding.ts";
import { checkTargets } from "./transitions.ts";
import { TYPE_CHECKS, type CheckContext } from "./types.ts";
import { checkNumber, checkPath, checkTemplate } from "./values.ts";

const WITHOUT_TRANSITION = new Set(["Choice", "Succeed", "Fail"]);

/** `language`: of the whole state machine. */
export function checkState(state: Json, at: string, language: QueryLanguage, context: CheckContext): Finding[] {
  if (!isObject(state)) return [schemaError("Expected value of type Object", at)];
  const type = state["Type"] as StateType;
  if (state["Type"] === undefined) return [schemaError("These fields are required: [Type]", at)];
  if (!STATE_TYPES.includes(type))
    return [schemaError(`The field 'Type' should have one of these values: [${STATE_TYPES.join(", ")}]`, `${at}/Type`)];
  const own = (state["QueryLanguage"] ?? language) as QueryLanguage;
  if (own !== "JSONPath" && own !== "JSONata")
    return [
      schemaError(
        "The field 'QueryLanguage' should have one of these values: [JSONPath, JSONata]",
        `${at}/QueryLanguage`,
      ),
    ];
  if (language === "JSONata" && own === "JSONPath")
    return [schemaError("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", at)];

  return [
    ...Object.keys(state)
      .filter((name) => !isField(type, own, name))
      .map((name) => schemaError("Field is not supported", `${at}/${name}`)),
    ...checkEnd(state, type, at),
    ...checkTargets(state, at),
    ...(own === "JSONPath" ? checkPaths(state, at) : []),
    ...checkHandlers(state, at, own),
    ...TYPE_CHECKS[type](state, at, own, context),
  ];
}

function checkEnd(state: JsonObject, type: StateType, at: string): Finding[] {
  if (WITHOUT_TRANSITION.has(type)) return [];
  const { Next, End } = state;
  if (Next === undefined && End === undefined)
    return [schemaError("The state must have exactly one of 'Next' and 'End'", at)];
  if (Next !== undefined && End === true)
    return [schemaError("The state must have exactly one of 'Next' and 'End'", at)];
  return [];
}

function checkPaths(state: JsonObject, at: string): Finding[] {
  return [
    ...["InputPath", "OutputPath", "ResultPath"].flatMap((name) =>
      checkPath(state[name], `${at}/${name}`, { null: true }),
    ),
    ...[
      "SecondsPath",
      "TimestampPath",
      "TimeoutSecondsPath",
      "HeartbeatSecondsPath",
      "ItemsPath",
      "MaxConcurrencyPath",
      "ToleratedFailureCountPath",
      "ToleratedFailurePercentagePath",
    ].flatMap((name) => checkPath(state[name], `${at}/${name}`)),
    ...["ErrorPath", "CausePath"].flatMap((name) => checkPath(state[name], `${at}/${name}`, { call: true })),
    ...["Parameters", "ResultSelector", "ItemSelector", "Assign", "Credentials"].flatMap((name) =>
      state[name] === undefined ? [] : checkTemplate(state[name], `${at}/${name}`),
    ),
  ];
}

/** Retry and Catch. */
function checkHandlers(state: JsonObject, at: string, language: QueryLanguage): Finding[] {
  const handlers = (["Retry", "Catch"] as const).flatMap((field) => {
    const list = state[field];
    if (list === undefined) return [];
    if (!Array.isArray(list)) return [schemaError("Expected value of type Array", `${at}/${field}`)];
    return list.flatMap((each, index) => {
      const place = `${at}/${field}[${index}]`;
      if (!isObject(each)) return [schemaError("Expected value of type Object", place)];
      const required = field === "Catch" ? ["ErrorEquals", "Next"] : ["ErrorEquals"];
      const missing = required.filter((name) => each[name] === undefined);
      if (missing.length) return [schemaError(`These fields are required: [${missing.join(", ")}]`, place)];
      return [
        ...checkErrorEquals(each["ErrorEquals"]!, index === list.length - 1, place),
        ...(field === "Retry" ? checkRetrier(each, place) : []),
        ...(field === "Catch" && language === "JSONPath"
          ? checkPath(each["ResultPath"], `${place}/ResultPath`, { null: true })
          : []),
      ];
    });
  });
  return handlers;
}

function checkRetrier(retrier: JsonObject, at: string): Finding[] {
  const { BackoffRate, JitterStrategy } = retrier;
  return [
    ...checkNumber(retrier["IntervalSeconds"], `${at}/IntervalSeconds`, 1),
    ...checkNumber(retrier["MaxAttempts"], `${at}/MaxAttempts`, 0),
    ...checkNumber(retrier["MaxDelaySeconds"], `${at}/MaxDelaySeconds`, 1),
    ...(BackoffRate === undefined || (typeof BackoffRate === "number" && BackoffRate >= 1)
      ? []
      : [schemaError("Value must be greater than or equal to 1.0", `${at}/BackoffRate`)]),
    ...(JitterStrategy === undefined || JitterStrategy === "FULL" || JitterStrategy === "NONE"
      ? []
      : [
          schemaError(
            "The field 'JitterStrategy' should have one of these values: [FULL, NONE]",
            `${at}/JitterStrategy`,
          ),
        ]),
  ];
}

/** States.ALL stands alone and last: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html (2026-11) */
function checkErrorEquals(names: Json, isLast: boolean, at: string): Finding[] {
  if (!Array.isArray(names) || names.length === 0) return [schemaError("Value cannot be empty", `${at}/ErrorEquals`)];
  if (!names.includes("States.ALL")) return [];
  return names.length > 1 || !isLast
    ? [schemaError("States.ALL must appear alone and at the end of the list", `${at}/ErrorEquals`)]
    : [];
}
