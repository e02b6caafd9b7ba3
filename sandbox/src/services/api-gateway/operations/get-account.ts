import type { GetAccountCommandInput, GetAccountCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { accounts, describeAccount } from "../account.ts";

export const getAccount = operation<GetAccountCommandInput, GetAccountCommandOutput>({
  accepts: [],
  access: (_, context) => onPath("GET", "/account", context),
  run: (_, context) => describeAccount(context.state(accounts)),
});
