import type { UpdateUserCommandInput, UpdateUserCommandOutput } from "@aws-sdk/client-iam";
import { formatArn } from "../../../core/arn.ts";
import { operation } from "../../../core/service.ts";
import { registerKeys } from "../access-keys.ts";
import { onUser } from "../access.ts";
import { accounts, nameKey } from "../accounts.ts";
import { userNamed } from "../entities.ts";
import { checkUserName, readPath } from "../names.ts";
import * as errors from "../errors.ts";

/** The access keys stay, and belong to the new name. */
export const updateUser = operation<UpdateUserCommandInput, UpdateUserCommandOutput>({
  accepts: ["UserName", "NewPath", "NewUserName"],
  access: onUser("UpdateUser"),
  run(input, context) {
    const { users } = context.state(accounts);
    const user = userNamed(context, input.UserName!);
    const name = input.NewUserName ?? user.name;
    const path = input.NewPath === undefined ? user.path : readPath(input.NewPath);
    checkUserName(name);
    const other = users.get(nameKey(name));
    if (other && other !== user) throw errors.nameTaken("user", name);
    users.delete(nameKey(user.name));
    const arn = formatArn({ service: "iam", account: context.account, resource: `user${path}${name}` });
    Object.assign(user, { name, path, arn });
    users.set(nameKey(name), user);
    registerKeys(context, user);
    return {};
  },
});
