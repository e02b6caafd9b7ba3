import type { ListStackResourcesCommandInput, ListStackResourcesCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { stackWithIdDoesNotExist } from "../errors.ts";
import { page } from "../paging.ts";
import { findStack } from "../stack/stacks.ts";

export const listStackResources = operation<ListStackResourcesCommandInput, ListStackResourcesCommandOutput>({
  accepts: ["StackName", "NextToken"],
  access: (input, context) => onStack("ListStackResources", input.StackName, context),
  run(input, context) {
    const stack = findStack(input.StackName!, context);
    if (!stack) throw stackWithIdDoesNotExist(input.StackName!);
    const { items, ...next } = page([...stack.resources.values()], input.NextToken);
    return {
      StackResourceSummaries: items.map((resource) => ({
        LogicalResourceId: resource.logicalId,
        PhysicalResourceId: resource.physicalId,
        ResourceType: resource.type,
        LastUpdatedTimestamp: resource.updatedAt,
        ResourceStatus: resource.status,
        ...(resource.statusReason === undefined ? {} : { ResourceStatusReason: resource.statusReason }),
        DriftInformation: { StackResourceDriftStatus: "NOT_CHECKED" as const },
      })),
      ...next,
    };
  },
});
