import type {
  RemoveRoleFromInstanceProfileCommandInput,
  RemoveRoleFromInstanceProfileCommandOutput,
} from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onInstanceProfile } from "../access.ts";
import { nameKey } from "../accounts.ts";
import { instanceProfileNamed } from "../entities.ts";
import * as errors from "../errors.ts";

export const removeRoleFromInstanceProfile = operation<
  RemoveRoleFromInstanceProfileCommandInput,
  RemoveRoleFromInstanceProfileCommandOutput
>({
  accepts: ["InstanceProfileName", "RoleName"],
  access: onInstanceProfile("RemoveRoleFromInstanceProfile"),
  run(input, context) {
    const profile = instanceProfileNamed(context, input.InstanceProfileName!);
    if (profile.role !== nameKey(input.RoleName!)) throw errors.notFound("role", input.RoleName!);
    profile.role = undefined;
    return {};
  },
});
