import { isIP } from "node:net";
import { TokenReader, type Token } from "./json-tokens.ts";

/** What AWS's rule compiler says of a policy, and where it stands then. */
class Fault extends Error {}

/** A fault without a place. */
class ValueFault extends Error {}

const NUMERIC_OPERATORS = ["=", "<", "<=", ">", ">="];

/**
 * The first fault of a filter policy in AWS's words, with the place in the text; undefined where its structure is sound. Reads in the order of
 * AWS's event-ruler, so that the places are the recorded ones (test_validate_policy_* in test_sns_filter_policy.py).
 */
export function filterPolicyFault(json: string): string | undefined {
  const reader = new TokenReader(json);
  try {
    reader.next();
    checkObject(reader);
    return undefined;
  } catch (error) {
    if (error instanceof ValueFault) return error.message;
    if (!(error instanceof Fault)) throw error;
    return `${error.message}\n at [Source: (String)"${json}"; line: 1, column: ${reader.column}]`;
  }
}

function checkObject(reader: TokenReader): void {
  let isEmpty = true;
  for (let token = reader.next(); token.kind !== "}"; token = reader.next()) {
    isEmpty = false;
    const name = token.text;
    const value = reader.next();
    if (value.kind === "{") checkObject(reader);
    else if (value.kind === "[" && name === "$or") checkAlternatives(reader);
    else if (value.kind === "[") checkValues(reader);
    else throw new Fault(`"${name}" must be an object or an array`);
  }
  if (isEmpty) throw new Fault("Empty objects are not allowed");
}

function checkAlternatives(reader: TokenReader): void {
  for (let token = reader.next(); token.kind !== "]"; token = reader.next()) {
    if (token.kind !== "{") throw new Fault('Only JSON objects are allowed in array of "$or" relationship');
    checkObject(reader);
  }
}

function checkValues(reader: TokenReader): void {
  let isEmpty = true;
  for (let token = reader.next(); token.kind !== "]"; token = reader.next()) {
    isEmpty = false;
    if (token.kind === "{") checkMatch(reader);
    else if (token.kind === "[") throw new Fault("Match value must be String, number, true, false, or null");
    else reader.text();
  }
  if (isEmpty) throw new Fault("Empty arrays are not allowed");
}

function checkMatch(reader: TokenReader): void {
  const { kind, text: type } = reader.next();
  if (kind !== "field") throw new Fault("Match expression name not found");
  switch (type) {
    case "prefix":
    case "suffix":
    case "equals-ignore-case":
      textOf(reader, type);
      break;
    case "cidr":
      // AWS's own slip.
      textOf(reader, "prefix");
      checkCidr(reader.text());
      break;
    case "exists":
      if (!["true", "false"].includes(reader.next().kind))
        throw new Fault("exists match pattern must be either true or false.");
      break;
    case "numeric":
      checkNumeric(reader);
      break;
    case "anything-but":
      checkAnythingBut(reader);
      break;
    default:
      throw new Fault(`Unrecognized match type ${type}`);
  }
  if (reader.next().kind !== "}") throw new Fault("Only one key allowed in match expression");
}

function textOf(reader: TokenReader, type: string): void {
  if (reader.next().kind !== "string") throw new Fault(`${type} match pattern must be a string`);
  reader.text();
}

function checkCidr(text: string): void {
  const [address, bits, ...more] = text.split("/");
  if (bits === undefined || more.length) throw new ValueFault("Malformed CIDR, one '/' required");
  if (!/^-?\d+$/.test(bits)) throw new ValueFault("Malformed CIDR, mask bits must be an integer");
  if (!isIP(address!)) throw new ValueFault(`Nonstandard IP address: ${address}`);
}

function checkAnythingBut(reader: TokenReader): void {
  const value = reader.next();
  if (value.kind === "[") {
    for (let token = reader.next(); token.kind !== "]"; token = reader.next()) {
      if (token.kind !== "string" && token.kind !== "number")
        throw new Fault("Inside anything but list, start|null|boolean is not supported.");
      reader.text();
    }
    return;
  }
  if (value.kind === "{") {
    const { text: type } = reader.next();
    if (type !== "prefix") throw new Fault(`Unsupported anything-but pattern: ${type}`);
    textOf(reader, type);
    if (reader.next().kind !== "}") throw new Fault("Only one key allowed in match expression");
    return;
  }
  if (value.kind !== "string" && value.kind !== "number")
    throw new Fault("Value of anything-but must be an array or single string/number value.");
  reader.text();
}

function checkNumeric(reader: TokenReader): void {
  if (reader.next().kind !== "[") throw new Fault('Value of "numeric" must be an array.');
  const first = reader.next();
  if (first.kind !== "string") throw new Fault(`Invalid member in numeric match: ${first.text}`);
  const operator = reader.text();
  const value = reader.next();
  if (!NUMERIC_OPERATORS.includes(operator)) throw new Fault(`Unrecognized numeric range operator: ${operator}`);
  const bottom = numberOf(value, operator === "=" ? "equals" : operator);
  const more = reader.next();
  if (operator === "=" || operator.startsWith("<")) {
    if (more.kind !== "]") throw new Fault("Too many elements in numeric expression");
    return;
  }
  if (more.kind === "]") return;
  if (more.kind !== "string") throw new Fault(`Bad value in numeric range: ${more.text}`);
  const second = reader.text();
  if (second !== "<" && second !== "<=") throw new Fault(`Bad numeric range operator: ${second}`);
  const top = numberOf(reader.next(), second);
  if (reader.next().kind !== "]") throw new Fault("Too many terms in numeric range expression");
  if (bottom >= top) throw new Fault("Bottom must be less than top");
}

function numberOf({ kind, text }: Token, operator: string): number {
  if (kind !== "number") throw new Fault(`Value of ${operator} must be numeric`);
  return Number(text);
}
