import type { DeleteInstanceProfileCommandInput, DeleteInstanceProfileCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onInstanceProfile } from "../access.ts";
import { accounts, nameKey } from "../accounts.ts";
import { instanceProfileNamed } from "../entities.ts";
import * as errors from "../errors.ts";

export const deleteInstanceProfile = operation<DeleteInstanceProfileCommandInput, DeleteInstanceProfileCommandOutput>({
  accepts: ["InstanceProfileName"],
  access: onInstanceProfile("DeleteInstanceProfile"),
  run(input, context) {
    const profile = instanceProfileNamed(context, input.InstanceProfileName!);
    if (profile.role !== undefined) throw errors.inInstanceProfile();
    context.state(accounts).instanceProfiles.delete(nameKey(profile.name));
    return {};
  },
});
