import type {
  PutRolePermissionsBoundaryCommandInput,
  PutRolePermissionsBoundaryCommandOutput,
} from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity } from "../access.ts";
import { setBoundary } from "../entity-policies.ts";

export const putRolePermissionsBoundary = operation<
  PutRolePermissionsBoundaryCommandInput,
  PutRolePermissionsBoundaryCommandOutput
>({
  accepts: ["RoleName", "PermissionsBoundary"],
  access: (input, context) =>
    onEntity(context, "role", "PutRolePermissionsBoundary", input.RoleName!, {
      "iam:PermissionsBoundary": input.PermissionsBoundary!,
    }),
  run(input, context) {
    setBoundary(context, "role", input.RoleName!, input.PermissionsBoundary!);
    return {};
  },
});
