// Not node:net: the event-pattern tester of the course runs this code in the browser.
import ipaddr from "ipaddr.js";
import { InvalidEventPattern } from "./invalid-event-pattern.ts";
import type { Scalar } from "./fields.ts";

export type Matcher = (value: Scalar) => boolean;

/** More stars than this are refused by EventBridge as too complex for most texts around them. */
const MAX_STARS = 5;

/** One element of a pattern's array: a value, or an object with one operator. "absent": { "exists": false }. */
export function parseMatcher(element: unknown): Matcher | "absent" {
  if (Array.isArray(element)) throw new InvalidEventPattern(`Match value must be String, number, true, false, or null`);
  if (element === null || typeof element !== "object") return equals(element as Scalar);
  const [operator, ...more] = Object.keys(element);
  if (operator === undefined || more.length) throw new InvalidEventPattern("Only one key allowed in match expression");
  const operand = (element as Record<string, unknown>)[operator];
  switch (operator) {
    case "exists":
      if (typeof operand !== "boolean")
        throw new InvalidEventPattern("exists match pattern must be either true or false.");
      return operand ? () => true : "absent";
    case "prefix":
    case "suffix":
      return affix(operator, operand);
    case "equals-ignore-case":
      return equalsIgnoreCase(text(operator, operand));
    case "wildcard":
      return wildcard(text(operator, operand));
    case "numeric":
      return numeric(operand);
    case "cidr":
      return cidr(operand);
    case "anything-but":
      return anythingBut(operand);
    default:
      throw new InvalidEventPattern(`Unrecognized match type ${operator}`);
  }
}

function equals(wanted: Scalar): Matcher {
  return (value) => value === wanted;
}

function text(operator: string, operand: unknown): string {
  if (typeof operand !== "string") throw new InvalidEventPattern(`${operator} match pattern must be a string`);
  return operand;
}

function equalsIgnoreCase(wanted: string): Matcher {
  const lower = wanted.toLowerCase();
  return (value) => typeof value === "string" && value.toLowerCase() === lower;
}

/** { "prefix": "a" } and { "prefix": { "equals-ignore-case": "a" } }. */
function affix(operator: "prefix" | "suffix", operand: unknown): Matcher {
  const ignoresCase = operand !== null && typeof operand === "object" && "equals-ignore-case" in operand;
  const wanted = text(operator, ignoresCase ? operand["equals-ignore-case"] : operand);
  const fold = (one: string) => (ignoresCase ? one.toLowerCase() : one);
  const part = fold(wanted);
  return (value) =>
    typeof value === "string" && (operator === "prefix" ? fold(value).startsWith(part) : fold(value).endsWith(part));
}

function wildcard(pattern: string): Matcher {
  // A backslash escapes a star and itself.
  const parts = pattern.match(/\\[*\\]|\*|[^*\\]+|\\/g) ?? [];
  if (parts.some((part, index) => part === "*" && parts[index + 1] === "*"))
    throw new InvalidEventPattern("Consecutive wildcard characters at pos " + pattern.indexOf("**"));
  if (parts.some((part) => part === "\\"))
    throw new InvalidEventPattern("Invalid escape character at pos " + pattern.indexOf("\\"));
  if (parts.filter((part) => part === "*").length > MAX_STARS)
    throw new InvalidEventPattern(
      "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character",
    );
  const source = parts
    .map((part) => (part === "*" ? "[^]*" : part.replace(/^\\(?=[*\\])/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&")))
    .join("");
  const expression = new RegExp(`^${source}$`);
  return (value) => typeof value === "string" && expression.test(value);
}

const COMPARE: Record<string, (value: number, bound: number) => boolean> = {
  "=": (value, bound) => value === bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
};

/** [">", 0, "<=", 5]: one comparison, or a lower and an upper bound. */
function numeric(operand: unknown): Matcher {
  if (!Array.isArray(operand) || !operand.length) throw new InvalidEventPattern("Value of numeric must be an array.");
  if (operand.length !== 2 && operand.length !== 4)
    throw new InvalidEventPattern("Value of numeric must be an array of pairs of operator and number");
  const bounds: [string, number][] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const [operator, bound] = operand.slice(at, at + 2) as [unknown, unknown];
    if (typeof operator !== "string" || !COMPARE[operator])
      throw new InvalidEventPattern(`Unrecognized numeric range operator: ${String(operator)}`);
    if (typeof bound !== "number") throw new InvalidEventPattern(`Value of ${operator} must be numeric`);
    bounds.push([operator, bound]);
  }
  if (bounds.length === 2) {
    const [[low, bottom], [high, top]] = bounds as [[string, number], [string, number]];
    if (!low.startsWith(">")) throw new InvalidEventPattern(`Too many elements in numeric expression`);
    if (!high.startsWith("<")) throw new InvalidEventPattern(`Bad numeric range operator: ${high}`);
    if (bottom >= top) throw new InvalidEventPattern("Bottom must be less than top");
  }
  return (value) => typeof value === "number" && bounds.every(([operator, bound]) => COMPARE[operator]!(value, bound));
}

function cidr(operand: unknown): Matcher {
  const [address, length, ...more] = typeof operand === "string" ? operand.split("/") : [];
  const network = addressOf(address ?? "");
  const longest = network?.kind() === "ipv6" ? 128 : 32;
  const bits = length === undefined ? longest : Number(length);
  if (!network || more.length || !Number.isInteger(bits) || bits < 0 || bits > longest)
    throw new InvalidEventPattern("Malformed CIDR, one '/' required");
  return (value) => {
    const found = typeof value === "string" ? addressOf(value) : undefined;
    return found?.kind() === network.kind() && found.match(network, bits);
  };
}

function addressOf(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  // "10" and "10.1" are addresses to some programs, not here.
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
}

/** The field is there, and none of the values. */
function anythingBut(operand: unknown): Matcher {
  if (operand !== null && typeof operand === "object" && !Array.isArray(operand)) {
    const [operator, ...more] = Object.keys(operand);
    if (operator === undefined || more.length)
      throw new InvalidEventPattern("Anything-But expression may have only one key");
    const operands = [(operand as Record<string, unknown>)[operator]].flat();
    if (!operands.length) throw new InvalidEventPattern("Empty arrays are not allowed");
    const excluded = operands.map((one) => excludedBy(operator, one));
    return (value) => !excluded.some((matches) => matches(value));
  }
  const values = [operand].flat();
  if (!values.length) throw new InvalidEventPattern("Empty arrays are not allowed");
  if (!values.every((value) => typeof value === "string") && !values.every((value) => typeof value === "number"))
    throw new InvalidEventPattern(
      "Inside anything-but list, either all values are number or string, mixed type is not supported",
    );
  return (value) => !values.includes(value as string & number);
}

function excludedBy(operator: string, operand: unknown): Matcher {
  const wanted = text(`anything-but ${operator}`, operand);
  switch (operator) {
    case "prefix":
    case "suffix":
      if (!wanted) throw new InvalidEventPattern(`Null prefix/suffix not allowed`);
      return affix(operator, wanted);
    case "equals-ignore-case":
      return equalsIgnoreCase(wanted);
    case "wildcard":
      return wildcard(wanted);
    default:
      throw new InvalidEventPattern(`Unsupported anything-but pattern: ${operator}`);
  }
}
