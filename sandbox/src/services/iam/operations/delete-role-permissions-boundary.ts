import type {
  DeleteRolePermissionsBoundaryCommandInput,
  DeleteRolePermissionsBoundaryCommandOutput,
} from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { clearBoundary } from "../entity-policies.ts";

export const deleteRolePermissionsBoundary = operation<
  DeleteRolePermissionsBoundaryCommandInput,
  DeleteRolePermissionsBoundaryCommandOutput
>({
  accepts: ["RoleName"],
  access: onRole("DeleteRolePermissionsBoundary"),
  run(input, context) {
    clearBoundary(context, "role", input.RoleName!);
    return {};
  },
});
