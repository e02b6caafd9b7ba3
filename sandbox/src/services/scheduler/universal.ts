import { callOperation } from "../../aws-sdk-call/call.ts";
import { clientIdOf, describeService } from "../../aws-sdk-call/services.ts";
import { capitalized, javaNamed, toInput, type Misfit } from "../../aws-sdk-call/shapes.ts";
import { NotEmulated } from "../../core/errors.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import type { OperationContext } from "../../core/service.ts";
import { missingMembers } from "../../wire/required.ts";
import { shapeOf } from "../../wire/schema.ts";
import { services } from "../index.ts";
import { invalidRequest, unsupportedAction } from "./errors.ts";

/** An operation of a service, called with the Input of the schedule: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html (2026-11-21) */
interface UniversalTarget {
  service: string;
  /** sendMessage */
  action: string;
}

/** Begins of the operations that read: the same page, and CDK's list. */
const READ_ONLY =
  /^(get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|adminGet|adminList|testMigration|retrieve|testConnection|translateDocument|isAuthorized|invokeModel)/;

/** Undefined: the ARN is that of a templated target. */
export function universalTarget(arn: string): UniversalTarget | undefined {
  const [, service, action] = /^arn:[^:]+:scheduler:::aws-sdk:([^:]+):([^:]+)$/.exec(arn) ?? [];
  return service && action ? { service, action } : undefined;
}

/** What AWS checks when the schedule is made: that the operation exists and writes, and that its request is there. */
export async function checkUniversal({ service, action }: UniversalTarget, text = "{}"): Promise<void> {
  const id = clientIdOf(service);
  if (id === undefined) throw new NotEmulated(`scheduler universal targets of the service ${service}`);
  const name = capitalized(action);
  const schema = (await describeService(id)).operations.get(name);
  if (!schema || READ_ONLY.test(`${action[0]!.toLowerCase()}${action.slice(1)}`))
    throw unsupportedAction(service, action);
  const operation = (await services[id]!.load()).operations[name];
  if (!operation || operation.refused) throw new NotEmulated(`${id} ${name}, the target of a schedule`);

  const misfits: Misfit[] = [];
  const shape = shapeOf(schema, "input");
  const input = shape ? (toInput(shape, parse(text), { misfits, accepts: isCapital }) as JsonObject) : {};
  const missing = shape ? missingMembers(shape, input).map((path) => javaNamed(path)) : [];
  if (missing.length) throw invalidRequest(`Request payload is missing the following field(s): ${missing.join(", ")}.`);
  if (misfits.length)
    throw invalidRequest(`Request payload has invalid field(s): ${misfits.map(({ field }) => field).join(", ")}.`);
  const gap = Object.keys(input).find((member) => !operation.accepts.includes(member));
  if (gap !== undefined) throw new NotEmulated(`the parameter ${gap} of ${id} ${name}, the target of a schedule`);
}

/** Rejects with the error of the service. */
export async function callUniversal(
  { service, action }: UniversalTarget,
  input: string,
  context: OperationContext,
): Promise<void> {
  const time = (date: Date): Json => date.toISOString();
  await callOperation(clientIdOf(service)!, capitalized(action), parse(input), javaNamed, time, context);
}

/** As users report it, names begin with a capital, also for services whose own API has small ones. */
function isCapital(key: string): boolean {
  return key[0] === key[0]?.toUpperCase();
}

function parse(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidRequest("Request payload is not valid JSON.");
  }
  if (!isObject(value)) throw invalidRequest("Request payload is not a JSON object.");
  return value;
}
