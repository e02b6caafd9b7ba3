import type { ListStateMachineAliasesCommandInput, ListStateMachineAliasesCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { page } from "../paging.ts";
import { getReference } from "../state-machine.ts";

export const listStateMachineAliases = operation<
  ListStateMachineAliasesCommandInput,
  ListStateMachineAliasesCommandOutput
>({
  accepts: ["stateMachineArn", "maxResults", "nextToken"],
  access: (input, context) => on("ListStateMachineAliases", input.stateMachineArn, context),
  run(input, context) {
    const { machine, version } = getReference(input.stateMachineArn!, context);
    const all = [...machine.aliases.values()].filter(
      ({ routes }) => !version || routes.some(({ versionArn }) => versionArn === version.arn),
    );
    const { items, nextToken } = page(all, input);
    return {
      stateMachineAliases: items.map(({ arn, createdAt }) => ({
        stateMachineAliasArn: arn,
        creationDate: new Date(createdAt),
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});
