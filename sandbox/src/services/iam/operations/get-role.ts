import type { GetRoleCommandInput, GetRoleCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { roleNamed } from "../entities.ts";
import { roleDetail } from "../shapes.ts";

export const getRole = operation<GetRoleCommandInput, GetRoleCommandOutput>({
  accepts: ["RoleName"],
  access: onRole("GetRole"),
  run(input, context) {
    return { Role: roleDetail(roleNamed(context, input.RoleName!)) };
  },
});
