import type { UpdateAccessKeyCommandInput, UpdateAccessKeyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { registerKeys } from "../access-keys.ts";
import { onUser } from "../access.ts";
import { callerName, userNamed } from "../entities.ts";
import * as errors from "../errors.ts";

export const updateAccessKey = operation<UpdateAccessKeyCommandInput, UpdateAccessKeyCommandOutput>({
  accepts: ["UserName", "AccessKeyId", "Status"],
  access: onUser("UpdateAccessKey"),
  run(input, context) {
    const user = userNamed(context, callerName(context, input.UserName));
    const key = user.accessKeys.find(({ id }) => id === input.AccessKeyId);
    if (!key) throw errors.accessKeyNotFound(input.AccessKeyId!);
    if (input.Status !== "Active" && input.Status !== "Inactive")
      throw errors.validationError(
        "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]",
      );
    key.status = input.Status;
    registerKeys(context, user);
    return {};
  },
});
