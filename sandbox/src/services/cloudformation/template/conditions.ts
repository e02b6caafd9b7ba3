import { templateError, templateFormatError } from "../errors.ts";
import { asList, isMap, type Template } from "./template.ts";

/** Works out the Conditions block once per name. `evaluateValue` gives the value of what is compared. */
export function conditionsOf(
  template: Template,
  evaluateValue: (value: unknown) => unknown,
): { condition(name: string): boolean; expression(value: unknown): boolean } {
  const known = new Map<string, boolean>();
  const running = new Set<string>();

  function condition(name: string): boolean {
    const definition = template.Conditions?.[name];
    if (definition === undefined) throw templateError(`unresolved condition dependency ${name} in Fn::If`);
    const before = known.get(name);
    if (before !== undefined) return before;
    if (running.has(name))
      throw templateFormatError(`Circular dependencies for conditions: [${[...running].join(", ")}]`);
    running.add(name);
    const result = expression(definition);
    running.delete(name);
    known.set(name, result);
    return result;
  }

  function expression(value: unknown): boolean {
    if (!isMap(value) || Object.keys(value).length !== 1)
      throw templateFormatError("Conditions can only be boolean operations on parameters and other conditions");
    const [[name, argument]] = Object.entries(value) as [[string, unknown]];
    switch (name) {
      case "Condition":
        return condition(String(argument));
      case "Fn::Equals": {
        if (!Array.isArray(argument) || argument.length !== 2)
          throw templateError("every Fn::Equals object requires a list of 2 string parameters.");
        const [left, right] = argument.map(evaluateValue);
        return comparable(left) === comparable(right);
      }
      case "Fn::Not":
        return !operands(name, argument, 1, 1)[0]!();
      case "Fn::And":
        return operands(name, argument, 2, 10).every((operand) => operand());
      case "Fn::Or":
        return operands(name, argument, 2, 10).some((operand) => operand());
      case "Fn::Contains": {
        const [list, [member]] = lists(name, argument);
        return list.includes(member!);
      }
      case "Fn::EachMemberIn": {
        const [some, all] = lists(name, argument);
        return some.every((each) => all.includes(each));
      }
      case "Fn::EachMemberEquals": {
        const [list, [member]] = lists(name, argument);
        return list.every((each) => each === member);
      }
      default:
        throw templateFormatError("Conditions can only be boolean operations on parameters and other conditions");
    }
  }

  /** The two arguments of the functions of rules, ready to compare. */
  function lists(name: string, argument: unknown): [string[], string[]] {
    if (!Array.isArray(argument) || argument.length !== 2)
      throw templateError(`every ${name} object requires a list of 2 parameters.`);
    const [first, second] = argument.map((each) => asList(evaluateValue(each)).map(comparable));
    return [first!, second!];
  }

  function operands(name: string, argument: unknown, least: number, most: number): (() => boolean)[] {
    if (!Array.isArray(argument) || argument.length < least || argument.length > most)
      throw templateError(
        least === most
          ? `every ${name} object requires a list of ${least} boolean parameter${least === 1 ? "" : "s"}.`
          : `every ${name} object requires a list of at least ${least} and at most ${most} boolean parameters.`,
      );
    return argument.map((each) => () => expression(each));
  }

  return { condition, expression };
}

/** Parameters are text: 1 and "1", true and "true" are equal. */
function comparable(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
