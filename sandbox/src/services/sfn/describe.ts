import type {
  DescribeExecutionCommandOutput,
  DescribeStateMachineCommandOutput,
  ExecutionListItem,
  IncludedData,
} from "@aws-sdk/client-sfn";
import { referencesIn } from "./asl/variable-references.ts";
import type { Execution } from "./execution.ts";
import type { Revision, StateMachine, Version } from "./state-machine.ts";

type Answer<T> = Omit<T, "$metadata">;

function variableReferencesOf({ definition }: Revision) {
  const references = referencesIn(definition);
  return Object.keys(references).length ? { variableReferences: references } : {};
}

export function describeRevision(revision: Revision) {
  return {
    definition: revision.text,
    roleArn: revision.roleArn,
    loggingConfiguration: revision.logging,
    tracingConfiguration: { enabled: revision.tracing },
    ...(revision.revisionId === undefined ? {} : { revisionId: revision.revisionId }),
    // The only key there is.
    encryptionConfiguration: { type: "AWS_OWNED_KEY" as const },
    ...variableReferencesOf(revision),
  };
}

export function describeStateMachine(
  machine: StateMachine,
  version: Version | undefined,
): Answer<DescribeStateMachineCommandOutput> {
  return {
    stateMachineArn: version?.arn ?? machine.arn,
    name: machine.name,
    status: "ACTIVE",
    type: machine.type,
    creationDate: new Date(version?.createdAt ?? machine.createdAt),
    ...describeRevision(version ?? machine.current),
    ...(version?.description === undefined ? {} : { description: version.description }),
  };
}

/** What DescribeExecution and the lists have in common. */
export function summaryOf(execution: Execution): ExecutionListItem {
  const { arn, name, machine, status, startedAt, stoppedAt, versionArn, aliasArn, mapRunArn } = execution;
  return {
    executionArn: arn,
    name,
    stateMachineArn: machine.arn,
    status,
    startDate: new Date(startedAt),
    ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
    ...(versionArn === undefined ? {} : { stateMachineVersionArn: versionArn }),
    ...(aliasArn === undefined ? {} : { stateMachineAliasArn: aliasArn }),
    ...(mapRunArn === undefined ? {} : { mapRunArn }),
    ...(machine.type === "EXPRESS" ? {} : { redriveCount: 0 }),
  };
}

/** Input and output, unless only the metadata is asked for. */
export function payloadsOf(input: string, output: string | undefined, data: IncludedData | undefined) {
  const included = data !== "METADATA_ONLY";
  return {
    ...(included ? { input } : {}),
    inputDetails: { included },
    ...(output === undefined ? {} : { ...(included ? { output } : {}), outputDetails: { included } }),
  };
}

/** A description without the definition, where only the metadata is asked for. */
export function withoutDefinition<T extends { definition?: string | undefined }>(
  described: T,
  data: IncludedData | undefined,
): T {
  if (data !== "METADATA_ONLY") return described;
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html (2026-11)
  return { ...described, definition: "{}" };
}

export function describeExecution(
  execution: Execution,
  data: IncludedData | undefined,
): Answer<DescribeExecutionCommandOutput> {
  const { status, input, output, error, cause, traceHeader } = execution;
  const isDone = status === "RUNNING" || status === "SUCCEEDED";
  return {
    ...(summaryOf(execution) as Answer<DescribeExecutionCommandOutput>),
    ...payloadsOf(input, output, data),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(isDone
      ? { redriveStatus: "NOT_REDRIVABLE", redriveStatusReason: `Execution is ${status} and cannot be redriven` }
      : { redriveStatus: "REDRIVABLE" }),
  };
}
