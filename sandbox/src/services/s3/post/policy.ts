import * as errors from "../errors.ts";
import type { Form } from "./form.ts";

/** Fields that a policy need not name: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html (2026-11). */
const FREE_FIELDS = /^(x-amz-signature|signature|awsaccesskeyid|policy|file|x-ignore-.*)$/;

/** Holds a form against its signed policy, as recorded: the first condition that fails is named as it stands in the document. */
export function checkPostPolicy(text: string, { fields, file }: Form, bucket: string, now: number): void {
  const { expiration, conditions } = readPolicy(text);
  if (!(now < Date.parse(expiration))) throw errors.postDenied("Policy expired.");
  const values = new Map([...fields, ["bucket", bucket]]);
  const named = new Set<string>(["bucket"]);
  for (const condition of conditions) {
    if (!Array.isArray(condition)) {
      const entries = Object.entries(condition ?? {});
      if (entries.length !== 1)
        throw errors.invalidPostPolicy(
          "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
        );
      const [name, expected] = entries[0]!;
      named.add(name.toLowerCase());
      if (values.get(name.toLowerCase()) !== String(expected)) throw failed(["eq", `$${name}`, String(expected)]);
      continue;
    }
    checkListed(condition.map(String), values, file.length, named);
  }
  for (const name of fields.keys())
    if (!named.has(name) && !FREE_FIELDS.test(name)) throw errors.postDenied(`Extra input fields: ${name}`);
}

function readPolicy(text: string): { expiration: string; conditions: unknown[] } {
  let policy: { expiration?: unknown; conditions?: unknown };
  try {
    policy = JSON.parse(Buffer.from(text, "base64").toString()) as typeof policy;
  } catch {
    throw errors.invalidPostPolicy("Invalid JSON.");
  }
  if (typeof policy !== "object" || policy === null) throw errors.invalidPostPolicy("Invalid JSON.");
  const { expiration, conditions } = policy;
  if (typeof expiration !== "string") throw errors.invalidPostPolicy("Policy missing expiration.");
  if (Number.isNaN(Date.parse(expiration)))
    throw errors.invalidPostPolicy(`Invalid 'expiration' value: '${expiration}'`);
  if (!Array.isArray(conditions)) throw errors.invalidPostPolicy("Policy missing conditions.");
  return { expiration, conditions };
}

function checkListed(condition: string[], values: Map<string, string>, size: number, named: Set<string>): void {
  const [operator = "", second = "", third = ""] = condition;
  if (operator.toLowerCase() === "content-length-range") {
    const [least, most] = [Number(second), Number(third)];
    if (!Number.isInteger(least) || !Number.isInteger(most)) throw failed(condition);
    if (size < least) throw errors.postTooSmall(size, least);
    if (size > most) throw errors.postTooLarge(size, most);
    return;
  }
  const name = second.slice(1).toLowerCase();
  const value = values.get(name);
  named.add(name);
  const holds =
    second.startsWith("$") &&
    value !== undefined &&
    (operator.toLowerCase() === "starts-with" ? startsWith(name, value, third) : value === third);
  if (!holds) throw failed(condition);
}

/** A list of content types must begin with it in each of its members. */
function startsWith(name: string, value: string, prefix: string): boolean {
  const values = name === "content-type" ? value.split(",") : [value];
  return values.every((each) => each.startsWith(prefix));
}

function failed(condition: string[]) {
  return errors.postDenied(`Policy Condition failed: [${condition.map((part) => `"${part}"`).join(", ")}]`);
}
