import type {
  DescribeStackResourceCommandInput,
  DescribeStackResourceCommandOutput,
} from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { quotedStackDoesNotExist, resourceDoesNotExist } from "../errors.ts";
import { findStack } from "../stack/stacks.ts";

export const describeStackResource = operation<DescribeStackResourceCommandInput, DescribeStackResourceCommandOutput>({
  accepts: ["StackName", "LogicalResourceId"],
  access: (input, context) => onStack("DescribeStackResource", input.StackName, context),
  run(input, context) {
    const stack = findStack(input.StackName!, context);
    if (!stack) throw quotedStackDoesNotExist(input.StackName!);
    const resource = stack.resources.get(input.LogicalResourceId!);
    if (!resource) throw resourceDoesNotExist(input.LogicalResourceId!, input.StackName!);
    return {
      StackResourceDetail: {
        StackName: stack.name,
        StackId: stack.id,
        LogicalResourceId: resource.logicalId,
        PhysicalResourceId: resource.physicalId,
        ResourceType: resource.type,
        LastUpdatedTimestamp: resource.updatedAt,
        ResourceStatus: resource.status,
        ...(resource.statusReason === undefined ? {} : { ResourceStatusReason: resource.statusReason }),
        Metadata: JSON.stringify(resource.definition.Metadata ?? {}),
        DriftInformation: { StackResourceDriftStatus: "NOT_CHECKED" },
      },
    };
  },
});
