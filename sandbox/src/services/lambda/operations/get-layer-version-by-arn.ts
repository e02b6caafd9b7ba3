import type { GetLayerVersionByArnCommandInput, GetLayerVersionByArnCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { checkLayerArn, describeLayerVersion, getLayerVersionByArn, layerVersionAccess } from "../layers/layer.ts";

export const getLayerVersionByArnOperation = operation<
  GetLayerVersionByArnCommandInput,
  GetLayerVersionByArnCommandOutput
>({
  accepts: ["Arn"],
  access: (input, context) => [layerVersionAccess("GetLayerVersion", input.Arn!, context)],
  run(input, context) {
    checkLayerArn(input.Arn!);
    return describeLayerVersion(getLayerVersionByArn(input.Arn!, context), context);
  },
});
