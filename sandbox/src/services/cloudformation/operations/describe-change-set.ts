import type {
  Capability,
  Change,
  DescribeChangeSetCommandInput,
  DescribeChangeSetCommandOutput,
  ResourceChangeDetail,
} from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { findChangeSet, stackNameOf } from "../change-set/find-change-set.ts";
import { changeSetDoesNotExist } from "../errors.ts";
import { page } from "../paging.ts";
import { parametersShown } from "../stack/describe.ts";

export const describeChangeSet = operation<DescribeChangeSetCommandInput, DescribeChangeSetCommandOutput>({
  accepts: ["ChangeSetName", "StackName", "NextToken", "IncludePropertyValues"],
  access: (input, context) => onStack("DescribeChangeSet", stackNameOf(input, context), context),
  run(input, context) {
    const { stack, changeSet } = findChangeSet(input, context);
    if (!changeSet) throw changeSetDoesNotExist(input.ChangeSetName!);
    const { items, ...next } = page(changeSet.changes, input.NextToken);
    const { revision } = changeSet;
    return {
      ChangeSetName: changeSet.name,
      ChangeSetId: changeSet.id,
      StackId: stack.id,
      StackName: stack.name,
      ...(changeSet.description === undefined ? {} : { Description: changeSet.description }),
      ...(revision.parameters.length ? { Parameters: parametersShown(revision) } : {}),
      CreationTime: changeSet.createdAt,
      ExecutionStatus: changeSet.executionStatus,
      Status: changeSet.status,
      ...(changeSet.statusReason === undefined ? {} : { StatusReason: changeSet.statusReason }),
      NotificationARNs: [],
      RollbackConfiguration: {},
      Capabilities: revision.capabilities as Capability[],
      ...(revision.tags.length ? { Tags: revision.tags } : {}),
      Changes: input.IncludePropertyValues ? items : items.map(withoutValues),
      ...next,
      IncludeNestedStacks: changeSet.includeNestedStacks,
    };
  },
});

/** Values are shown only when asked for. */
function withoutValues(change: Change): Change {
  const { BeforeContext: _before, AfterContext: _after, ...rest } = change.ResourceChange!;
  return { ...change, ResourceChange: { ...rest, Details: (rest.Details ?? []).map(detailWithoutValues) } };
}

function detailWithoutValues(detail: ResourceChangeDetail): ResourceChangeDetail {
  const { Attribute, Name, RequiresRecreation } = detail.Target!;
  return { ...detail, Target: { Attribute, ...(Name === undefined ? {} : { Name }), RequiresRecreation } };
}
