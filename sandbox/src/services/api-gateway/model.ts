import type * as sdk from "@aws-sdk/client-api-gateway";
import { badRequest } from "./errors.ts";
import { pathOf } from "./resource-tree.ts";
import type { Definition, RestApi } from "./rest-api.ts";
import { validatorOf } from "./schema.ts";

/** The two models that every API begins with, as AWS writes them. */
export const EMPTY_MODEL: sdk.Model = {
  name: "Empty",
  description: "This is a default empty schema model",
  schema:
    '{\n  "$schema": "http://json-schema.org/draft-04/schema#",\n  "title" : "Empty Schema",\n  "type" : "object"\n}',
  contentType: "application/json",
};
export const ERROR_MODEL: sdk.Model = {
  name: "Error",
  description: "This is a default error schema model",
  schema:
    '{\n  "$schema" : "http://json-schema.org/draft-04/schema#",\n  "title" : "Error Schema",\n  "type" : "object",\n  "properties" : {\n    "message" : { "type" : "string" }\n  }\n}',
  contentType: "application/json",
};

/** Refuses a schema that is no JSON Schema of draft 4. */
export function checkSchema(schema: string, api: RestApi): void {
  let parsed: unknown;
  try {
    parsed = JSON.parse(schema);
  } catch {
    throw badRequest(
      "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]",
    );
  }
  if (parsed === null || typeof parsed !== "object") throw badRequest("Invalid model schema specified");
  try {
    validatorOf(schema, api.definition.models);
  } catch (error) {
    throw badRequest(
      `Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified. ${(error as Error).message}]`,
    );
  }
}

/** Paths and methods whose requests are checked against the model: "//ANY" for the root, as AWS prints it. */
export function methodsWithModel(name: string, definition: Definition): string[] {
  return [...definition.resources.values()].flatMap((resource) =>
    [...resource.methods.values()]
      .filter(({ requestModels }) => Object.values(requestModels ?? {}).includes(name))
      .map(({ httpMethod }) => `${pathOf(resource, definition)}/${httpMethod}`),
  );
}
