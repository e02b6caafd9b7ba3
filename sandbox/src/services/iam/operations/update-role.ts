import type { UpdateRoleCommandInput, UpdateRoleCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { readMaxSession } from "../max-session.ts";
import { onRole } from "../access.ts";
import { roleNamed } from "../entities.ts";

export const updateRole = operation<UpdateRoleCommandInput, UpdateRoleCommandOutput>({
  accepts: ["RoleName", "Description", "MaxSessionDuration"],
  access: onRole("UpdateRole"),
  run(input, context) {
    const role = roleNamed(context, input.RoleName!);
    role.maxSessionSeconds = readMaxSession(input.MaxSessionDuration) ?? role.maxSessionSeconds;
    if (input.Description !== undefined) role.description = input.Description;
    return {};
  },
});
