import type { CreateAccessKeyCommandInput, CreateAccessKeyCommandOutput } from "@aws-sdk/client-iam";
import { iamId, secret } from "../../../core/ids.ts";
import { operation } from "../../../core/service.ts";
import { registerKeys } from "../access-keys.ts";
import { onUser } from "../access.ts";
import { type AccessKey } from "../accounts.ts";
import { callerName, userNamed } from "../entities.ts";
import * as errors from "../errors.ts";
import { ACCESS_KEYS_PER_USER } from "../limits.ts";

export const createAccessKey = operation<CreateAccessKeyCommandInput, CreateAccessKeyCommandOutput>({
  accepts: ["UserName"],
  access: onUser("CreateAccessKey"),
  run(input, context) {
    const user = userNamed(context, callerName(context, input.UserName));
    if (user.accessKeys.length >= ACCESS_KEYS_PER_USER)
      throw errors.quotaExceeded("AccessKeysPerUser", ACCESS_KEYS_PER_USER);
    const key: AccessKey = {
      id: iamId("AKIA"),
      secret: secret(30),
      status: "Active",
      createDate: context.clock.date(),
    };
    user.accessKeys.push(key);
    registerKeys(context, user);
    return {
      AccessKey: {
        UserName: user.name,
        AccessKeyId: key.id,
        Status: key.status,
        SecretAccessKey: key.secret,
        CreateDate: key.createDate,
      },
    };
  },
});
