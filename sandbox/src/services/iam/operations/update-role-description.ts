import type { UpdateRoleDescriptionCommandInput, UpdateRoleDescriptionCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { roleNamed } from "../entities.ts";
import { roleSummary } from "../shapes.ts";

export const updateRoleDescription = operation<UpdateRoleDescriptionCommandInput, UpdateRoleDescriptionCommandOutput>({
  accepts: ["RoleName", "Description"],
  access: onRole("UpdateRoleDescription"),
  run(input, context) {
    const role = roleNamed(context, input.RoleName!);
    role.description = input.Description;
    return { Role: roleSummary(role) };
  },
});
