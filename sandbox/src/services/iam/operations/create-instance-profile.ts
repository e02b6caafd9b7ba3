import type { CreateInstanceProfileCommandInput, CreateInstanceProfileCommandOutput } from "@aws-sdk/client-iam";
import { formatArn } from "../../../core/arn.ts";
import { iamId } from "../../../core/ids.ts";
import { operation } from "../../../core/service.ts";
import { onNew, requestTags } from "../access.ts";
import { type InstanceProfile, accounts, nameKey } from "../accounts.ts";
import { addTags, checkInstanceProfileName, readPath } from "../names.ts";
import { instanceProfileShape } from "../shapes.ts";
import * as errors from "../errors.ts";

export const createInstanceProfile = operation<CreateInstanceProfileCommandInput, CreateInstanceProfileCommandOutput>({
  accepts: ["InstanceProfileName", "Path", "Tags"],
  access: (input, context) =>
    onNew(
      context,
      "instance-profile",
      "CreateInstanceProfile",
      input.Path,
      input.InstanceProfileName!,
      requestTags(input.Tags),
    ),
  run(input, context) {
    const { instanceProfiles } = context.state(accounts);
    const name = input.InstanceProfileName!;
    checkInstanceProfileName(name);
    const path = readPath(input.Path);
    if (instanceProfiles.has(nameKey(name))) throw errors.instanceProfileNameTaken(name);
    const profile: InstanceProfile = {
      path,
      name,
      id: iamId("AIPA"),
      arn: formatArn({ service: "iam", account: context.account, resource: `instance-profile${path}${name}` }),
      createDate: context.clock.date(),
      tags: new Map(),
    };
    addTags(profile.tags, input.Tags);
    instanceProfiles.set(nameKey(name), profile);
    return { InstanceProfile: instanceProfileShape(context, profile) };
  },
});
