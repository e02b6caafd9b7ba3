import type { ListAccessKeysCommandInput, ListAccessKeysCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { callerName, userNamed } from "../entities.ts";
import { page } from "../paging.ts";

export const listAccessKeys = operation<ListAccessKeysCommandInput, ListAccessKeysCommandOutput>({
  accepts: ["UserName", "Marker", "MaxItems"],
  access: onUser("ListAccessKeys"),
  run(input, context) {
    const user = userNamed(context, callerName(context, input.UserName));
    const { items, next } = page(user.accessKeys, input);
    const keys = items.map(({ id, status, createDate }) => ({
      UserName: user.name,
      AccessKeyId: id,
      Status: status,
      CreateDate: createDate,
    }));
    return { AccessKeyMetadata: keys, ...next };
  },
});
