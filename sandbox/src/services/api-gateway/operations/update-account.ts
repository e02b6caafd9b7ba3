import type { UpdateAccountCommandInput, UpdateAccountCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { accounts, describeAccount } from "../account.ts";
import { badRequest } from "../errors.ts";
import { applyPatch, checkOperations } from "../patch.ts";

export const updateAccount = operation<UpdateAccountCommandInput, UpdateAccountCommandOutput>({
  accepts: ["patchOperations"],
  access: (_, context) => onPath("PATCH", "/account", context),
  run(input, context) {
    checkOperations("updateAccountInput", input.patchOperations);
    const account = context.state(accounts);
    applyPatch(input.patchOperations, {
      "/cloudwatchRoleArn": {
        replace: (value) => {
          if (value && !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+/.test(value))
            throw badRequest(
              "The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.",
            );
          account.cloudwatchRoleArn = value || undefined;
        },
        remove: () => (account.cloudwatchRoleArn = undefined),
      },
    });
    return describeAccount(account);
  },
});
