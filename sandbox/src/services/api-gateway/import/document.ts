import { parse } from "yaml";
import { type AwsError, NotEmulated } from "../../../core/errors.ts";
import { badRequest } from "../errors.ts";

/** JSON or YAML, read as it comes: what is looked at is checked where it is used. */
export type Json = Record<string, any>; // oxlint-disable-line no-explicit-any -- a foreign document

/** An API as OpenAPI 3.0 or Swagger 2.0 describe it. */
export interface Document extends Json {
  info: { title: string; description?: string; version?: string };
  paths: Record<string, Json>;
}

export function readDocument(body: Uint8Array): Document {
  let document: unknown;
  try {
    document = parse(Buffer.from(body).toString(), { logLevel: "error" });
  } catch {
    throw invalidInput();
  }
  if (document === null || typeof document !== "object") throw invalidInput();
  const { swagger, openapi, info, paths } = document as Json;
  if (!(swagger === "2.0" || String(openapi).startsWith("3.0")) || !info?.title || !paths) throw invalidInput();
  checkExtensions(document);
  return document as Document;
}

/** Recorded. */
export function invalidInput(): AwsError {
  return badRequest("Invalid OpenAPI input.");
}

const EXTENSIONS = new Set(
  [
    "any-method",
    "api-key-source",
    "auth",
    "authorizer",
    "authtype",
    "binary-media-types",
    "gateway-responses",
    "integration",
    "minimum-compression-size",
    "policy",
    "request-validator",
    "request-validators",
  ].map((name) => `x-amazon-apigateway-${name}`),
);

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html (2026-11). What is not emulated must not be lost. */
function checkExtensions(node: unknown): void {
  if (node === null || typeof node !== "object") return;
  for (const [name, value] of Object.entries(node)) {
    if (name.startsWith("x-amazon-apigateway-") && !EXTENSIONS.has(name))
      throw new NotEmulated(`the OpenAPI extension ${name}`);
    checkExtensions(value);
  }
}

export const extension = (node: Json, name: string): unknown => node[`x-amazon-apigateway-${name}`];

/** Models: definitions of Swagger, schemas of OpenAPI. */
export function schemasOf({ definitions, components }: Document): Record<string, Json> {
  return (definitions ?? components?.schemas ?? {}) as Record<string, Json>;
}

export function securitySchemesOf({ securityDefinitions, components }: Document): Record<string, Json> {
  return (securityDefinitions ?? components?.securitySchemes ?? {}) as Record<string, Json>;
}

/** The last part of #/definitions/Pet and #/components/schemas/Pet. */
export function refName(ref: string): string {
  return ref.split("/").at(-1)!;
}

/** What "$ref" of parameters, responses and request bodies stands for. */
export function resolved(node: Json, document: Document): Json {
  if (typeof node["$ref"] !== "string") return node;
  let found: unknown = document;
  for (const part of node["$ref"].replace(/^#\//, "").split("/")) found = (found as Json | undefined)?.[part];
  if (found === null || typeof found !== "object") throw badRequest(`Unable to resolve the reference ${node["$ref"]}`);
  return found;
}

/** A schema as a model of an API has it: its references are URLs of models. */
export function modelSchema(schema: Json, apiId: string): string {
  return JSON.stringify(schema, (key, value: unknown) =>
    key === "$ref" && typeof value === "string"
      ? `https://apigateway.amazonaws.com/restapis/${apiId}/models/${refName(value)}`
      : value,
  );
}
