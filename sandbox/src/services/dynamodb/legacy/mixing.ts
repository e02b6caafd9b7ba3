import { validation } from "../errors.ts";

/** The parameters of before expressions, in the order AWS names them; none may stand beside one of an expression. */
const LEGACY = [
  "AttributesToGet",
  "AttributeUpdates",
  "QueryFilter",
  "ScanFilter",
  "Expected",
  "ConditionalOperator",
  "KeyConditions",
];
const EXPRESSIONS = [
  "ProjectionExpression",
  "UpdateExpression",
  "FilterExpression",
  "ConditionExpression",
  "KeyConditionExpression",
];

type Input = Record<string, unknown>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html (2026-11). */
export function checkMixing(input: object): void {
  const given = (names: string[]) => names.filter((name) => (input as Input)[name] !== undefined);
  const expressions = given(EXPRESSIONS);
  // KeyConditions may stand beside a filter or a projection, not beside its own successor.
  const legacy = given(LEGACY).filter(
    (name) => name !== "KeyConditions" || expressions.includes("KeyConditionExpression"),
  );
  if (legacy.length && expressions.length)
    throw validation(
      `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${legacy.join(", ")}} Expression parameters: {${expressions.join(", ")}}`,
    );
}
