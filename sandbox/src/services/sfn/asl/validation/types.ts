import { OPERATORS } from "../choice/operators.ts";
import type { QueryLanguage, StateType } from "../definition.ts";
import { isObject, type Json, type JsonObject } from "../../../../core/json.ts";
import { parseTimestamp } from "../timestamp.ts";
import { schemaError, type Finding } from "./finding.ts";
import { checkTask } from "./task.ts";
import { checkNumber, checkPath } from "./values.ts";

export interface CheckContext {
  type: "STANDARD" | "EXPRESS";
  /** Checks the states of a branch or a processor. */
  machine(value: Json, at: string): Finding[];
}

type Check = (state: JsonObject, at: string, language: QueryLanguage, context: CheckContext) => Finding[];

const none: Check = () => [];

/** What only one type of state must fulfil. */
export const TYPE_CHECKS: Record<StateType, Check> = {
  Pass: none,
  Succeed: none,
  Fail: none,
  Task: (state, at, language, { type }) => checkTask(state, at, language, type),
  Wait: checkWait,
  Choice: checkChoice,
  Parallel: checkParallel,
  Map: checkMap,
};

function checkWait(state: JsonObject, at: string, language: QueryLanguage): Finding[] {
  const fields = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
  if (fields.filter((name) => state[name] !== undefined).length !== 1)
    return [schemaError(`Exactly one of these fields is required: [${fields.join(", ")}]`, at)];
  const { Timestamp } = state;
  const isExpression = language === "JSONata" && typeof Timestamp === "string" && Timestamp.startsWith("{%");
  return [
    ...checkNumber(state["Seconds"], `${at}/Seconds`, 0, language === "JSONata"),
    ...(Timestamp === undefined ||
    isExpression ||
    (typeof Timestamp === "string" && parseTimestamp(Timestamp) !== undefined)
      ? []
      : [schemaError("String does not match RFC3339 timestamp", `${at}/Timestamp`)]),
  ];
}

function checkChoice(state: JsonObject, at: string, language: QueryLanguage): Finding[] {
  const { Choices } = state;
  if (Choices === undefined) return [schemaError("These fields are required: [Choices]", at)];
  if (!Array.isArray(Choices) || Choices.length === 0) return [schemaError("Value cannot be empty", `${at}/Choices`)];
  return Choices.flatMap((rule, index) => {
    const place = `${at}/Choices[${index}]`;
    if (!isObject(rule)) return [schemaError("Expected value of type Object", place)];
    const required = language === "JSONata" ? ["Condition", "Next"] : ["Next"];
    const missing = required.filter((name) => rule[name] === undefined);
    if (missing.length) return [schemaError(`These fields are required: [${missing.join(", ")}]`, place)];
    return language === "JSONata" ? [] : checkRule(rule, place);
  });
}

function checkRule(rule: JsonObject, at: string): Finding[] {
  for (const name of ["And", "Or"] as const) {
    const rules = rule[name];
    if (rules === undefined) continue;
    if (!Array.isArray(rules) || rules.length === 0) return [schemaError("Value cannot be empty", `${at}/${name}`)];
    return rules.flatMap((each, index) => checkInnerRule(each, `${at}/${name}[${index}]`));
  }
  if (rule["Not"] !== undefined) return checkInnerRule(rule["Not"], `${at}/Not`);
  const operators = OPERATORS.filter((name) => name in rule);
  if (operators.length !== 1) return [schemaError("The choice rule must have exactly one comparison operator", at)];
  if (rule["Variable"] === undefined) return [schemaError("These fields are required: [Variable]", at)];
  const [operator] = operators as [string];
  return [
    ...checkPath(rule["Variable"], `${at}/Variable`),
    ...(operator.endsWith("Path") ? checkPath(rule[operator], `${at}/${operator}`) : []),
  ];
}

function checkInnerRule(rule: Json, at: string): Finding[] {
  return isObject(rule) ? checkRule(rule, at) : [schemaError("Expected value of type Object", at)];
}

function checkParallel(state: JsonObject, at: string, _: QueryLanguage, { machine }: CheckContext): Finding[] {
  const { Branches } = state;
  if (Branches === undefined) return [schemaError("These fields are required: [Branches]", at)];
  if (!Array.isArray(Branches) || Branches.length === 0)
    return [schemaError("Value cannot be empty", `${at}/Branches`)];
  return Branches.flatMap((branch, index) => machine(branch, `${at}/Branches[${index}]`));
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html (2026-11) */
const MAX_LABEL_LENGTH = 40;

function checkMap(state: JsonObject, at: string, language: QueryLanguage, { machine }: CheckContext): Finding[] {
  const name = state["ItemProcessor"] === undefined ? "Iterator" : "ItemProcessor";
  const processor = state[name];
  if (processor === undefined) return [schemaError("These fields are required: [ItemProcessor]", at)];
  const { Label } = state;
  return [
    ...checkNumber(state["MaxConcurrency"], `${at}/MaxConcurrency`, 0, language === "JSONata"),
    ...(typeof Label === "string" && (Label === "" || Label.length > MAX_LABEL_LENGTH)
      ? [schemaError(`The length of the label must be between 1 and ${MAX_LABEL_LENGTH}`, `${at}/Label`)]
      : []),
    ...machine(processor, `${at}/${name}`),
  ];
}
