import type { DeleteAccessKeyCommandInput, DeleteAccessKeyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { callerName, userNamed } from "../entities.ts";
import * as errors from "../errors.ts";

export const deleteAccessKey = operation<DeleteAccessKeyCommandInput, DeleteAccessKeyCommandOutput>({
  accepts: ["UserName", "AccessKeyId"],
  access: onUser("DeleteAccessKey"),
  run(input, context) {
    const user = userNamed(context, callerName(context, input.UserName));
    const kept = user.accessKeys.filter(({ id }) => id !== input.AccessKeyId);
    if (kept.length === user.accessKeys.length) throw errors.accessKeyNotFound(input.AccessKeyId!);
    user.accessKeys = kept;
    context.credentials.remove(input.AccessKeyId!);
    return {};
  },
});
