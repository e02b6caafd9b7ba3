import type { AddRoleToInstanceProfileCommandInput, AddRoleToInstanceProfileCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity, onInstanceProfile } from "../access.ts";
import { nameKey } from "../accounts.ts";
import { instanceProfileNamed, roleNamed } from "../entities.ts";
import * as errors from "../errors.ts";
import { ROLES_PER_INSTANCE_PROFILE } from "../limits.ts";

export const addRoleToInstanceProfile = operation<
  AddRoleToInstanceProfileCommandInput,
  AddRoleToInstanceProfileCommandOutput
>({
  accepts: ["InstanceProfileName", "RoleName"],
  access: (input, context) => [
    ...onInstanceProfile("AddRoleToInstanceProfile")(input, context),
    ...onEntity(context, "role", "PassRole", input.RoleName!, { "iam:PassedToService": "ec2.amazonaws.com" }),
  ],
  run(input, context) {
    const profile = instanceProfileNamed(context, input.InstanceProfileName!);
    const role = roleNamed(context, input.RoleName!);
    if (profile.role !== undefined)
      throw errors.quotaExceeded("InstanceSessionsPerInstanceProfile", ROLES_PER_INSTANCE_PROFILE);
    profile.role = nameKey(role.name);
    return {};
  },
});
