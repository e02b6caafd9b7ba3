import type { ListStateMachineVersionsCommandInput, ListStateMachineVersionsCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { page } from "../paging.ts";
import { getReference } from "../state-machine.ts";

export const listStateMachineVersions = operation<
  ListStateMachineVersionsCommandInput,
  ListStateMachineVersionsCommandOutput
>({
  accepts: ["stateMachineArn", "maxResults", "nextToken"],
  access: (input, context) => on("ListStateMachineVersions", input.stateMachineArn, context),
  run(input, context) {
    const { machine } = getReference(input.stateMachineArn!, context);
    const { items, nextToken } = page([...machine.versions.values()].toReversed(), input);
    return {
      stateMachineVersions: items.map(({ arn, createdAt }) => ({
        stateMachineVersionArn: arn,
        creationDate: new Date(createdAt),
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});
