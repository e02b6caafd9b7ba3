import type {
  AddLayerVersionPermissionCommandInput,
  AddLayerVersionPermissionCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { conflict, staleRevision, validationError } from "../errors.ts";
import { layerNamed, layerVersionForPolicy } from "../layers/layer.ts";
import { newPolicy, permissionStatement } from "../policy.ts";

export const addLayerVersionPermission = operation<
  AddLayerVersionPermissionCommandInput,
  AddLayerVersionPermissionCommandOutput
>({
  accepts: ["LayerName", "VersionNumber", "StatementId", "Action", "Principal", "OrganizationId", "RevisionId"],
  access: (input, context) => [
    {
      action: "lambda:AddLayerVersionPermission",
      resource: `${layerNamed(input.LayerName!, context).arn}:${input.VersionNumber}`,
    },
  ],
  run(input, context) {
    if (input.Action !== "lambda:GetLayerVersion")
      throw validationError(
        input.Action!,
        "action",
        "Member must satisfy regular expression pattern: lambda:GetLayerVersion",
      );
    const version = layerVersionForPolicy(input.LayerName!, input.VersionNumber!, context);
    const before = version.policy;
    if (input.RevisionId !== undefined && input.RevisionId !== before?.revisionId)
      throw staleRevision("GetLayerPolicy");
    if (before?.statements.some(({ Sid }) => Sid === input.StatementId))
      throw conflict(
        `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    const { StatementId, Action, Principal, OrganizationId } = input;
    const statement = permissionStatement(
      { StatementId, Action, Principal, PrincipalOrgID: OrganizationId },
      version.arn,
    );
    version.policy = newPolicy([...(before?.statements ?? []), statement]);
    return { Statement: JSON.stringify(statement), RevisionId: version.policy.revisionId };
  },
});
