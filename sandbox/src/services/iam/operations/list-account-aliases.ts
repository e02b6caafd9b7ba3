import type { ListAccountAliasesCommandInput, ListAccountAliasesCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onAccount } from "../access.ts";
import { accounts } from "../accounts.ts";
import { page } from "../paging.ts";

export const listAccountAliases = operation<ListAccountAliasesCommandInput, ListAccountAliasesCommandOutput>({
  accepts: ["Marker", "MaxItems"],
  access: onAccount("ListAccountAliases"),
  run(input, context) {
    const { items, next } = page(context.state(accounts).aliases, input);
    return { AccountAliases: items, ...next };
  },
});
