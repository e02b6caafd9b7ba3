import type { DeleteLayerVersionCommandInput, DeleteLayerVersionCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { checkVersionNumber, layerNamed } from "../layers/layer.ts";

/** Deleting what is not there succeeds; functions that use the version keep it. */
export const deleteLayerVersion = operation<DeleteLayerVersionCommandInput, DeleteLayerVersionCommandOutput>({
  accepts: ["LayerName", "VersionNumber"],
  access: (input, context) => [
    {
      action: "lambda:DeleteLayerVersion",
      resource: `${layerNamed(input.LayerName!, context).arn}:${input.VersionNumber}`,
    },
  ],
  run(input, context) {
    checkVersionNumber(input.VersionNumber!);
    layerNamed(input.LayerName!, context).layer?.versions.delete(input.VersionNumber!);
    return {};
  },
});
