import type { CreateGroupCommandInput, CreateGroupCommandOutput } from "@aws-sdk/client-iam";
import { formatArn } from "../../../core/arn.ts";
import { iamId } from "../../../core/ids.ts";
import { operation } from "../../../core/service.ts";
import { onNew } from "../access.ts";
import { type Group, accounts, nameKey } from "../accounts.ts";
import { checkGroupName, readPath } from "../names.ts";
import { groupShape } from "../shapes.ts";
import * as errors from "../errors.ts";

export const createGroup = operation<CreateGroupCommandInput, CreateGroupCommandOutput>({
  accepts: ["Path", "GroupName"],
  access: (input, context) => onNew(context, "group", "CreateGroup", input.Path, input.GroupName!),
  run(input, context) {
    const { groups } = context.state(accounts);
    const name = input.GroupName!;
    checkGroupName(name);
    const path = readPath(input.Path);
    if (groups.has(nameKey(name))) throw errors.nameTaken("group", name);
    const group: Group = {
      path,
      name,
      id: iamId("AGPA"),
      arn: formatArn({ service: "iam", account: context.account, resource: `group${path}${name}` }),
      createDate: context.clock.date(),
      inlinePolicies: new Map(),
      attachedPolicies: new Set(),
    };
    groups.set(nameKey(name), group);
    return { Group: groupShape(group) };
  },
});
