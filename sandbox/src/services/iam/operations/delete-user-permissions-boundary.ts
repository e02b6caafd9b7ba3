import type {
  DeleteUserPermissionsBoundaryCommandInput,
  DeleteUserPermissionsBoundaryCommandOutput,
} from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { clearBoundary } from "../entity-policies.ts";

export const deleteUserPermissionsBoundary = operation<
  DeleteUserPermissionsBoundaryCommandInput,
  DeleteUserPermissionsBoundaryCommandOutput
>({
  accepts: ["UserName"],
  access: onUser("DeleteUserPermissionsBoundary"),
  run(input, context) {
    clearBoundary(context, "user", input.UserName!);
    return {};
  },
});
