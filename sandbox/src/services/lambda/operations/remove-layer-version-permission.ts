import type {
  RemoveLayerVersionPermissionCommandInput,
  RemoveLayerVersionPermissionCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { resourceNotFound, staleRevision } from "../errors.ts";
import { layerNamed, layerVersionForPolicy } from "../layers/layer.ts";
import { newPolicy } from "../policy.ts";

export const removeLayerVersionPermission = operation<
  RemoveLayerVersionPermissionCommandInput,
  RemoveLayerVersionPermissionCommandOutput
>({
  accepts: ["LayerName", "VersionNumber", "StatementId", "RevisionId"],
  access: (input, context) => [
    {
      action: "lambda:RemoveLayerVersionPermission",
      resource: `${layerNamed(input.LayerName!, context).arn}:${input.VersionNumber}`,
    },
  ],
  run(input, context) {
    const version = layerVersionForPolicy(input.LayerName!, input.VersionNumber!, context);
    const { policy } = version;
    const rest = policy?.statements.filter(({ Sid }) => Sid !== input.StatementId);
    if (!policy || !rest || rest.length === policy.statements.length)
      throw resourceNotFound(`Statement ${input.StatementId} is not found in resource policy.`);
    if (input.RevisionId !== undefined && input.RevisionId !== policy.revisionId) throw staleRevision("GetLayerPolicy");
    version.policy = rest.length ? newPolicy(rest) : undefined;
    return {};
  },
});
