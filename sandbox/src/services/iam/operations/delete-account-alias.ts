import type { DeleteAccountAliasCommandInput, DeleteAccountAliasCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onAccount } from "../access.ts";
import { accounts } from "../accounts.ts";
import * as errors from "../errors.ts";

export const deleteAccountAlias = operation<DeleteAccountAliasCommandInput, DeleteAccountAliasCommandOutput>({
  accepts: ["AccountAlias"],
  access: onAccount("DeleteAccountAlias"),
  run(input, context) {
    const account = context.state(accounts);
    if (!account.aliases.includes(input.AccountAlias!)) throw errors.aliasNotFound(input.AccountAlias!);
    account.aliases = [];
    return {};
  },
});
