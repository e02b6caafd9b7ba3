import type { GetLayerVersionCommandInput, GetLayerVersionCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import {
  checkVersionNumber,
  describeLayerVersion,
  getLayerVersionByArn,
  layerNamed,
  layerVersionAccess,
} from "../layers/layer.ts";

export const getLayerVersion = operation<GetLayerVersionCommandInput, GetLayerVersionCommandOutput>({
  accepts: ["LayerName", "VersionNumber"],
  access: (input, context) => [
    layerVersionAccess(
      "GetLayerVersion",
      `${layerNamed(input.LayerName!, context).arn}:${input.VersionNumber}`,
      context,
    ),
  ],
  run(input, context) {
    checkVersionNumber(input.VersionNumber!);
    const arn = `${layerNamed(input.LayerName!, context).arn}:${input.VersionNumber}`;
    return describeLayerVersion(getLayerVersionByArn(arn, context), context);
  },
});
