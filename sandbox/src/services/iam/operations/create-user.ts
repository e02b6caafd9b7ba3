import type { CreateUserCommandInput, CreateUserCommandOutput } from "@aws-sdk/client-iam";
import { formatArn } from "../../../core/arn.ts";
import { iamId } from "../../../core/ids.ts";
import { operation } from "../../../core/service.ts";
import { onNew, requestTags } from "../access.ts";
import { type User, accounts, nameKey } from "../accounts.ts";
import { attachablePolicy } from "../documents.ts";
import { addTags, checkUserName, readPath } from "../names.ts";
import { userDetail } from "../shapes.ts";
import * as errors from "../errors.ts";

export const createUser = operation<CreateUserCommandInput, CreateUserCommandOutput>({
  accepts: ["Path", "UserName", "PermissionsBoundary", "Tags"],
  access: (input, context) =>
    onNew(context, "user", "CreateUser", input.Path, input.UserName!, {
      ...requestTags(input.Tags),
      ...(input.PermissionsBoundary ? { "iam:PermissionsBoundary": input.PermissionsBoundary } : {}),
    }),
  run(input, context) {
    const { users } = context.state(accounts);
    const name = input.UserName!;
    checkUserName(name);
    const path = readPath(input.Path);
    if (users.has(nameKey(name))) throw errors.nameTaken("user", name);
    const user: User = {
      path,
      name,
      id: iamId("AIDA"),
      arn: formatArn({ service: "iam", account: context.account, resource: `user${path}${name}` }),
      createDate: context.clock.date(),
      boundary: input.PermissionsBoundary && attachablePolicy(context, input.PermissionsBoundary).arn,
      inlinePolicies: new Map(),
      attachedPolicies: new Set(),
      groups: new Set(),
      accessKeys: [],
      tags: new Map(),
    };
    addTags(user.tags, input.Tags);
    users.set(nameKey(name), user);
    return { User: userDetail(user) };
  },
});
