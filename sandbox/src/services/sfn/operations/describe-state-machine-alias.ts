import type {
  DescribeStateMachineAliasCommandInput,
  DescribeStateMachineAliasCommandOutput,
} from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { getAlias } from "../alias.ts";

export const describeStateMachineAlias = operation<
  DescribeStateMachineAliasCommandInput,
  DescribeStateMachineAliasCommandOutput
>({
  accepts: ["stateMachineAliasArn"],
  access: (input, context) => on("DescribeStateMachineAlias", input.stateMachineAliasArn, context),
  run(input, context) {
    const { arn, name, description, routes, createdAt, updatedAt } = getAlias(input.stateMachineAliasArn!, context);
    return {
      stateMachineAliasArn: arn,
      name,
      ...(description === undefined ? {} : { description }),
      routingConfiguration: routes.map(({ versionArn, weight }) => ({ stateMachineVersionArn: versionArn, weight })),
      creationDate: new Date(createdAt),
      updateDate: new Date(updatedAt),
    };
  },
});
