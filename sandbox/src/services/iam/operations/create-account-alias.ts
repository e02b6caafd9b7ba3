import type { CreateAccountAliasCommandInput, CreateAccountAliasCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onAccount } from "../access.ts";
import { accounts } from "../accounts.ts";
import * as errors from "../errors.ts";

/** An account has one alias; a new one replaces it. */
export const createAccountAlias = operation<CreateAccountAliasCommandInput, CreateAccountAliasCommandOutput>({
  accepts: ["AccountAlias"],
  access: onAccount("CreateAccountAlias"),
  run(input, context) {
    const account = context.state(accounts);
    const taken = context.allState.all(accounts).some(({ aliases }) => aliases.includes(input.AccountAlias!));
    if (taken) throw errors.aliasTaken(input.AccountAlias!);
    account.aliases = [input.AccountAlias!];
    return {};
  },
});
