import type * as sdk from "@aws-sdk/client-api-gateway";
import type { ValidateFunction } from "ajv";
import Ajv04 from "ajv-draft-04";

/** Models name each other by URL. https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html (2026-11) */
const MODEL_URL = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([a-zA-Z0-9]+)$/;

/** Compiles a schema of JSON Schema draft 4; throws when it is none. Formats are not checked by API Gateway. */
export function validatorOf(schema: string, models: ReadonlyMap<string, sdk.Model>): ValidateFunction {
  const ajv = new Ajv04.default({ strict: false, validateFormats: false, allErrors: true, logger: false });
  const added = new Set<string>();
  const resolve = (text: string): object => {
    const parsed = JSON.parse(text) as object;
    visitReferences(parsed, (url) => {
      const name = MODEL_URL.exec(url)?.[1];
      const model = name === undefined ? undefined : models.get(name);
      if (!model || added.has(url)) return;
      added.add(url);
      ajv.addSchema(withoutId(resolve(model.schema!)), url);
    });
    return parsed;
  };
  return ajv.compile(withoutId(resolve(schema)));
}

/** An `id` of a schema would become the base of its references. */
function withoutId(schema: object): object {
  const { id: _, ...rest } = schema as { id?: unknown };
  return rest;
}

function visitReferences(node: unknown, visit: (url: string) => void): void {
  if (node === null || typeof node !== "object") return;
  const { $ref } = node as { $ref?: unknown };
  if (typeof $ref === "string") visit($ref);
  for (const value of Object.values(node)) visitReferences(value, visit);
}
