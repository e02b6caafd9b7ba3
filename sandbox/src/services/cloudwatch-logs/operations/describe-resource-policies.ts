import type {
  DescribeResourcePoliciesCommandInput,
  DescribeResourcePoliciesCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import { page } from "../../../core/page.ts";
import { operation } from "../../../core/service.ts";
import { invalidNextToken } from "../errors.ts";
import { RESOURCE_POLICIES } from "../limits.ts";
import { describePolicy, policies } from "../resource-policy.ts";

export const describeResourcePolicies = operation<
  DescribeResourcePoliciesCommandInput,
  DescribeResourcePoliciesCommandOutput
>({
  accepts: ["nextToken", "limit"],
  access: () => [{ action: "logs:DescribeResourcePolicies", resource: "*" }],
  run({ nextToken: token, limit: size = RESOURCE_POLICIES }, context) {
    const { items, next } = page([...context.state(policies).values()], { token, size, invalid: invalidNextToken });
    return { resourcePolicies: items.map(describePolicy), nextToken: next };
  },
});
