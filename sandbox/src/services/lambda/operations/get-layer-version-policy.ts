import type { GetLayerVersionPolicyCommandInput, GetLayerVersionPolicyCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { resourceNotFound } from "../errors.ts";
import { layerNamed, layerVersionForPolicy } from "../layers/layer.ts";
import { policyDocument } from "../policy.ts";

export const getLayerVersionPolicy = operation<GetLayerVersionPolicyCommandInput, GetLayerVersionPolicyCommandOutput>({
  accepts: ["LayerName", "VersionNumber"],
  access: (input, context) => [
    {
      action: "lambda:GetLayerVersionPolicy",
      resource: `${layerNamed(input.LayerName!, context).arn}:${input.VersionNumber}`,
    },
  ],
  run(input, context) {
    const { policy } = layerVersionForPolicy(input.LayerName!, input.VersionNumber!, context);
    if (!policy) throw resourceNotFound("No policy is associated with the given resource.");
    return { Policy: policyDocument(policy), RevisionId: policy.revisionId };
  },
});
