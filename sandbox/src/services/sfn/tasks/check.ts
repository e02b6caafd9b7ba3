import { shapeOf } from "../../../wire/schema.ts";
import { EvaluationFailure } from "../asl/errors.ts";
import type { TaskResource } from "../asl/host.ts";
import { isObject, type Json, type JsonObject } from "../../../core/json.ts";
import { OPTIMIZED } from "./optimized.ts";
import { clientIdOf, describeService } from "../../../aws-sdk-call/services.ts";
import { capitalized, toInput, type Misfit } from "../../../aws-sdk-call/shapes.ts";

/** Throws for parameters that do not fit the operation. The frame of the text and the format are recorded; "not supported" is from users' reports. */
export async function checkParameters(resource: TaskResource, parameters: Json): Promise<void> {
  if (resource.kind !== "service") return;
  const problems = isObject(parameters) ? await problemsOf(resource, parameters) : ["The value is not an object"];
  if (problems.length)
    throw new EvaluationFailure(
      `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${problems.join(", ")}]`,
    );
}

async function problemsOf(resource: TaskResource & { kind: "service" }, parameters: JsonObject): Promise<string[]> {
  const { isSdk, service, action } = resource;
  if (!isSdk && service === "apigateway") {
    const { Headers } = parameters;
    const isGood = !isObject(Headers) || Object.values(Headers).every(Array.isArray);
    return isGood ? [] : ["The value of the field 'Headers' has an invalid format"];
  }
  const id = isSdk ? clientIdOf(service) : OPTIMIZED[service]?.client;
  const operation = id === undefined ? undefined : (await describeService(id)).operations.get(capitalized(action));
  const shape = operation && shapeOf(operation, "input");
  const misfits: Misfit[] = [];
  if (shape) toInput(shape, parameters, { misfits });
  return misfits.map(({ field, problem }) =>
    problem === "format"
      ? `The value of the field '${field}' has an invalid format`
      : `The field '${field}' is not supported by Step Functions`,
  );
}
