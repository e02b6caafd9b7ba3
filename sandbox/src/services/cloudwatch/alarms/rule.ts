import { NotEmulated } from "../../../core/errors.ts";
import type { StateValue } from "./evaluate.ts";

/** The rule of a composite alarm: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html (2026-11-21) */
export type RuleExpression =
  | { kind: "constant"; value: boolean }
  | { kind: "state"; state: StateValue; alarm: string }
  | { kind: "not"; operand: RuleExpression }
  | { kind: "and" | "or"; left: RuleExpression; right: RuleExpression };

const TOKEN = /\s*(?:"([^"]*)"|'([^']*)'|([()])|([^\s()"']+))/y;

/** `undefined` for a text that is no rule. */
export function parseRule(text: string): RuleExpression | undefined {
  const tokens: { text: string; isQuoted: boolean }[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    const [, double, single, bracket, word] = match;
    tokens.push({ text: double ?? single ?? bracket ?? word!, isQuoted: double !== undefined || single !== undefined });
  }
  let at = 0;
  const isNext = (word: string): boolean => !tokens[at]?.isQuoted && tokens[at]?.text === word;
  const take = (word: string): boolean => isNext(word) && ++at > 0;

  const or = (): RuleExpression | undefined => join("or", "OR", and);
  const and = (): RuleExpression | undefined => join("and", "AND", not);
  const join = (kind: "and" | "or", word: string, inner: () => RuleExpression | undefined) => {
    let left = inner();
    while (left && take(word)) {
      const right = inner();
      left = right && { kind, left, right };
    }
    return left;
  };
  const not = (): RuleExpression | undefined => {
    if (!take("NOT")) return primary();
    const operand = not();
    return operand && { kind: "not", operand };
  };
  const primary = (): RuleExpression | undefined => {
    if (take("(")) {
      const inner = or();
      return take(")") ? inner : undefined;
    }
    if (isNext("AT_LEAST")) throw new NotEmulated("AT_LEAST in the rule of a composite alarm");
    for (const constant of ["TRUE", "FALSE"])
      if (take(constant)) return { kind: "constant", value: constant === "TRUE" };
    for (const state of ["OK", "ALARM", "INSUFFICIENT_DATA"] as const)
      if (take(state)) {
        if (!take("(")) return undefined;
        const alarm = tokens[at++]?.text;
        return alarm !== undefined && take(")") ? { kind: "state", state, alarm } : undefined;
      }
    return undefined;
  };

  const rule = or();
  return at === tokens.length ? rule : undefined;
}

export function isTrue(rule: RuleExpression, stateOf: (alarm: string) => StateValue | undefined): boolean {
  switch (rule.kind) {
    case "constant":
      return rule.value;
    case "state":
      return stateOf(rule.alarm) === rule.state;
    case "not":
      return !isTrue(rule.operand, stateOf);
    case "and":
      return isTrue(rule.left, stateOf) && isTrue(rule.right, stateOf);
    case "or":
      return isTrue(rule.left, stateOf) || isTrue(rule.right, stateOf);
  }
}

/** The alarms that a rule names. */
export function childrenOf(rule: RuleExpression): string[] {
  switch (rule.kind) {
    case "constant":
      return [];
    case "state":
      return [rule.alarm];
    case "not":
      return childrenOf(rule.operand);
    default:
      return [...childrenOf(rule.left), ...childrenOf(rule.right)];
  }
}
