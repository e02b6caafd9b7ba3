import type { RemoveUserFromGroupCommandInput, RemoveUserFromGroupCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { nameKey } from "../accounts.ts";
import { groupNamed, userNamed } from "../entities.ts";

export const removeUserFromGroup = operation<RemoveUserFromGroupCommandInput, RemoveUserFromGroupCommandOutput>({
  accepts: ["GroupName", "UserName"],
  access: onGroup("RemoveUserFromGroup"),
  run(input, context) {
    const group = groupNamed(context, input.GroupName!);
    userNamed(context, input.UserName!).groups.delete(nameKey(group.name));
    return {};
  },
});
