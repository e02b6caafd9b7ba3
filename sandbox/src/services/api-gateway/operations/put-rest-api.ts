import type { PutRestApiCommandInput, PutRestApiCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeRestApi } from "../describe.ts";
import { badRequest } from "../errors.ts";
import { readDocument } from "../import/document.ts";
import { importDocument } from "../import/import-document.ts";
import { requireRestApi } from "../rest-api.ts";
import { checkParameters } from "./import-rest-api.ts";

export const putRestApi = operation<PutRestApiCommandInput, PutRestApiCommandOutput>({
  accepts: ["restApiId", "mode", "body", "failOnWarnings", "parameters"],
  access: (input, context) => onPath("PUT", `/restapis/${input.restApiId}`, context),
  async run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    checkParameters(input.parameters);
    const mode = input.mode ?? "merge";
    if (mode !== "merge" && mode !== "overwrite") throw badRequest("Invalid mode specified");
    const document = readDocument(input.body as Uint8Array);
    const before = { ...api };
    api.definition = structuredClone(api.definition);
    if (mode === "overwrite") empty(api.definition);
    try {
      await importDocument(document, api, context);
    } catch (error) {
      Object.assign(api, before);
      throw error;
    }
    api.tags ??= {};
    return describeRestApi(api);
  },
});

/** What a document describes goes; recorded: name, root, endpoint and the source of keys stay. */
function empty(definition: ReturnType<typeof requireRestApi>["definition"]): void {
  const { rootResourceId, resources, models, validators, authorizers, gatewayResponses } = definition;
  for (const id of resources.keys()) if (id !== rootResourceId) resources.delete(id);
  resources.get(rootResourceId)!.methods.clear();
  for (const named of [models, validators, authorizers, gatewayResponses]) named.clear();
  definition.binaryMediaTypes = [];
}
