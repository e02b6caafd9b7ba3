import type {
  DeleteResourcePolicyCommandInput,
  DeleteResourcePolicyCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { invalidParameter, policyNotFound } from "../errors.ts";
import { policies } from "../resource-policy.ts";

export const deleteResourcePolicy = operation<DeleteResourcePolicyCommandInput, DeleteResourcePolicyCommandOutput>({
  accepts: ["policyName"],
  access: () => [{ action: "logs:DeleteResourcePolicy", resource: "*" }],
  run({ policyName: name }, context) {
    if (!name) throw invalidParameter("policyName is a required parameter.");
    if (!context.state(policies).delete(name)) throw policyNotFound(name);
    return {};
  },
});
