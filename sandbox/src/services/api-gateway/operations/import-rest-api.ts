import type { ImportRestApiCommandInput, ImportRestApiCommandOutput } from "@aws-sdk/client-api-gateway";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeRestApi } from "../describe.ts";
import { readDocument } from "../import/document.ts";
import { importDocument } from "../import/import-document.ts";
import { requireRestApi, restApis } from "../rest-api.ts";
import { createRestApi } from "./create-rest-api.ts";

export const importRestApi = operation<ImportRestApiCommandInput, ImportRestApiCommandOutput>({
  accepts: ["body", "failOnWarnings", "parameters"],
  access: (_, context) => onPath("POST", "/restapis", context),
  async run(input, context) {
    checkParameters(input.parameters);
    const document = readDocument(input.body as Uint8Array);
    const types = input.parameters?.["endpointConfigurationTypes"];
    const { id } = await createRestApi.run(
      {
        name: document.info.title,
        ...(types === undefined ? {} : { endpointConfiguration: { types: [types as "REGIONAL"] } }),
      },
      context,
    );
    const api = requireRestApi(id!, context);
    api.definition.models.clear();
    try {
      await importDocument(document, api, context);
    } catch (error) {
      context.state(restApis).delete(api.id);
      throw error;
    }
    return describeRestApi(api);
  },
});

export function checkParameters(parameters: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(parameters))
    if (name !== "endpointConfigurationTypes" && !(name === "basepath" && value === "ignore"))
      throw new NotEmulated(`the parameter ${name}=${value} of an OpenAPI import`);
}
