import type { CreatePolicyCommandInput, CreatePolicyCommandOutput } from "@aws-sdk/client-iam";
import { formatArn } from "../../../core/arn.ts";
import { iamId } from "../../../core/ids.ts";
import { operation } from "../../../core/service.ts";
import { onNew, requestTags } from "../access.ts";
import { type ManagedPolicy, accounts, nameKey } from "../accounts.ts";
import { checkManagedDocument } from "../documents.ts";
import { addTags, checkPolicyName, readPath } from "../names.ts";
import { policyShape, tagList } from "../shapes.ts";
import * as errors from "../errors.ts";

export const createPolicy = operation<CreatePolicyCommandInput, CreatePolicyCommandOutput>({
  accepts: ["PolicyName", "Path", "PolicyDocument", "Description", "Tags"],
  access: (input, context) =>
    onNew(context, "policy", "CreatePolicy", input.Path, input.PolicyName!, requestTags(input.Tags)),
  run(input, context) {
    const { policies } = context.state(accounts);
    const name = input.PolicyName!;
    checkPolicyName(name);
    const path = readPath(input.Path);
    checkManagedDocument(input.PolicyDocument!);
    if ([...policies.values()].some((policy) => nameKey(policy.name) === nameKey(name)))
      throw errors.policyNameTaken(name);
    const createDate = context.clock.date();
    const policy: ManagedPolicy = {
      path,
      name,
      id: iamId("ANPA"),
      arn: formatArn({ service: "iam", account: context.account, resource: `policy${path}${name}` }),
      description: input.Description,
      createDate,
      updateDate: createDate,
      tags: new Map(),
      versions: [{ id: "v1", document: input.PolicyDocument!, createDate }],
      defaultVersionId: "v1",
      nextVersion: 2,
    };
    addTags(policy.tags, input.Tags);
    policies.set(policy.arn, policy);
    return { Policy: { ...policyShape(context, policy), Tags: policy.tags.size ? tagList(policy.tags) : undefined } };
  },
});
