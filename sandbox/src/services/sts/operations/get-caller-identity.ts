import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from "@aws-sdk/client-sts";
import { operation } from "../../../core/service.ts";
import * as errors from "../errors.ts";

/** AWS asks for no permission, and even an explicit deny does not stop it. */
export const getCallerIdentity = operation<GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput>({
  accepts: [],
  access: () => [],
  run(_input, { principal }) {
    if (principal.type === "service" || principal.type === "anonymous")
      throw errors.accessDenied("Must call GetCallerIdentity with credentials.");
    return { UserId: principal.userId, Account: principal.account, Arn: principal.arn };
  },
});
