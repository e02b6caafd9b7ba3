import { AwsError } from "../core/errors.ts";
import type { Json } from "../core/json.ts";
import type { OperationContext } from "../core/service.ts";
import { missingMembers } from "../wire/required.ts";
import { shapeOf } from "../wire/schema.ts";
import { describeService } from "./services.ts";
import { toInput, toJson, type Naming } from "./shapes.ts";

/** Calls an operation with JSON, and returns JSON. */
export async function callOperation(
  id: string,
  name: string,
  parameters: Json,
  naming: Naming,
  time: (date: Date) => Json,
  context: OperationContext,
): Promise<Json> {
  const { operations } = await describeService(id);
  const operation = operations.get(name)!;
  const input = shapeOf(operation, "input");
  const output = shapeOf(operation, "output");
  const given = input ? toInput(input, parameters) : {};
  // As the gateway does for requests that come from outside.
  const missing = input ? missingMembers(input, given) : [];
  if (missing.length) throw missingParameters(missing);
  const answer = await context.call<unknown, object>(id, name, given);
  return output ? toJson(output, answer, naming, time) : {};
}

function missingParameters(paths: string[]): AwsError {
  const failures = paths.map((path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  const count = `${paths.length} validation error${paths.length > 1 ? "s" : ""} detected`;
  return new AwsError("ValidationException", `${count}: ${failures.join("; ")}`, { status: 400 });
}
