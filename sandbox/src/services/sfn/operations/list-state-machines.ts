import type { ListStateMachinesCommandInput, ListStateMachinesCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { page } from "../paging.ts";
import { stateMachines } from "../state-machine.ts";

export const listStateMachines = operation<ListStateMachinesCommandInput, ListStateMachinesCommandOutput>({
  accepts: ["maxResults", "nextToken"],
  access: () => [{ action: "states:ListStateMachines", resource: "*" }],
  run(input, context) {
    const { items, nextToken } = page([...context.state(stateMachines).values()], input);
    return {
      stateMachines: items.map(({ arn, name, type, createdAt }) => ({
        stateMachineArn: arn,
        name,
        type,
        creationDate: new Date(createdAt),
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});
