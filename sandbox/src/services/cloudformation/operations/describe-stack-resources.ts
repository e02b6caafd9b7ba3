import type {
  DescribeStackResourcesCommandInput,
  DescribeStackResourcesCommandOutput,
} from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { resourceDoesNotExist, stackWithIdDoesNotExist, validationError } from "../errors.ts";
import { findStack, stacksOf } from "../stack/stacks.ts";

export const describeStackResources = operation<
  DescribeStackResourcesCommandInput,
  DescribeStackResourcesCommandOutput
>({
  accepts: ["StackName", "LogicalResourceId", "PhysicalResourceId"],
  access: (input, context) => onStack("DescribeStackResources", input.StackName, context),
  run(input, context) {
    const { StackName, LogicalResourceId, PhysicalResourceId } = input;
    if ((StackName === undefined) === (PhysicalResourceId === undefined))
      throw validationError("Either StackName or PhysicalResourceId must be specified");
    const stack =
      StackName === undefined
        ? [...stacksOf(context).values()].find((each) =>
            [...each.resources.values()].some((resource) => resource.physicalId === PhysicalResourceId),
          )
        : findStack(StackName, context);
    if (!stack) throw stackWithIdDoesNotExist(StackName ?? PhysicalResourceId!);
    const resources = [...stack.resources.values()].filter(
      (resource) => LogicalResourceId === undefined || resource.logicalId === LogicalResourceId,
    );
    if (LogicalResourceId !== undefined && !resources.length) throw resourceDoesNotExist(LogicalResourceId, stack.name);
    return {
      StackResources: resources.slice(0, 100).map((resource) => ({
        StackName: stack.name,
        StackId: stack.id,
        LogicalResourceId: resource.logicalId,
        PhysicalResourceId: resource.physicalId,
        ResourceType: resource.type,
        Timestamp: resource.updatedAt,
        ResourceStatus: resource.status,
        ...(resource.statusReason === undefined ? {} : { ResourceStatusReason: resource.statusReason }),
        DriftInformation: { StackResourceDriftStatus: "NOT_CHECKED" as const },
      })),
    };
  },
});
