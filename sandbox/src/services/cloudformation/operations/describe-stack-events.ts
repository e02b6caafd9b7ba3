import type {
  DescribeStackEventsCommandInput,
  DescribeStackEventsCommandOutput,
  ResourceStatus,
} from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { stackDoesNotExist } from "../errors.ts";
import { page } from "../paging.ts";
import { findStack } from "../stack/stacks.ts";

/** Newest first. */
export const describeStackEvents = operation<DescribeStackEventsCommandInput, DescribeStackEventsCommandOutput>({
  accepts: ["StackName", "NextToken"],
  access: (input, context) => onStack("DescribeStackEvents", input.StackName, context),
  run(input, context) {
    const stack = findStack(input.StackName!, context);
    if (!stack) throw stackDoesNotExist(input.StackName!);
    const { items, ...next } = page(stack.events.toReversed(), input.NextToken);
    return {
      StackEvents: items.map((event) => ({
        StackId: stack.id,
        EventId: event.id,
        StackName: stack.name,
        LogicalResourceId: event.logicalId,
        PhysicalResourceId: event.physicalId,
        ResourceType: event.type,
        Timestamp: event.time,
        ResourceStatus: event.status as ResourceStatus,
        ...(event.reason === undefined ? {} : { ResourceStatusReason: event.reason }),
        ...(event.properties === undefined ? {} : { ResourceProperties: JSON.stringify(event.properties) }),
        ...(event.token === undefined ? {} : { ClientRequestToken: event.token }),
      })),
      ...next,
    };
  },
});
