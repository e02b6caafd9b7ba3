import type { Capability, Parameter, Stack as DescribedStack } from "@aws-sdk/client-cloudformation";
import type { Revision, Stack } from "./stack.ts";

/** As DescribeStacks shows a stack. */
export function describeStack(stack: Stack): DescribedStack {
  const { revision } = stack;
  return {
    StackId: stack.id,
    StackName: stack.name,
    ...(stack.changeSetId === undefined ? {} : { ChangeSetId: stack.changeSetId }),
    ...(revision?.template.Description === undefined ? {} : { Description: revision.template.Description }),
    ...(revision?.parameters.length ? { Parameters: parametersShown(revision) } : {}),
    CreationTime: stack.createdAt,
    ...(stack.updatedAt ? { LastUpdatedTime: stack.updatedAt } : {}),
    ...(stack.deletedAt ? { DeletionTime: stack.deletedAt } : {}),
    ...(stack.parentId === undefined ? {} : { ParentId: stack.parentId }),
    ...(stack.rootId === undefined ? {} : { RootId: stack.rootId }),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    ...(stack.statusReason === undefined ? {} : { StackStatusReason: stack.statusReason }),
    DisableRollback: revision?.disableRollback ?? false,
    NotificationARNs: [],
    ...(revision?.capabilities.length ? { Capabilities: revision.capabilities as Capability[] } : {}),
    ...(stack.outputs.length && stack.status !== "DELETE_COMPLETE"
      ? {
          Outputs: stack.outputs.map((output) => ({
            OutputKey: output.key,
            OutputValue: output.value,
            ...(output.description === undefined ? {} : { Description: output.description }),
            ...(output.exportName === undefined ? {} : { ExportName: output.exportName }),
          })),
        }
      : {}),
    ...(revision?.roleArn === undefined ? {} : { RoleARN: revision.roleArn }),
    Tags: revision?.tags ?? [],
    ...(stack.status === "DELETE_COMPLETE" ? {} : { EnableTerminationProtection: stack.terminationProtection }),
    DriftInformation: { StackDriftStatus: "NOT_CHECKED" },
  };
}

export function parametersShown(revision: Revision): Parameter[] {
  return revision.parameters.map((parameter) => ({
    ParameterKey: parameter.key,
    ParameterValue: parameter.noEcho ? "****" : parameter.text,
    ...(parameter.resolved === undefined ? {} : { ResolvedValue: parameter.resolved }),
  }));
}
