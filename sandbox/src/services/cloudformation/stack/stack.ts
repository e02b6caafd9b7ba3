import type {
  ChangeSetStatus,
  Change,
  ExecutionStatus,
  OnFailure,
  ResourceStatus,
  StackStatus,
  Tag,
} from "@aws-sdk/client-cloudformation";
import type { Created, Properties } from "../../../core/resource.ts";
import type { ParameterValue } from "../template/parameters.ts";
import type { ResourceDefinition, Template } from "../template/template.ts";

/** What a deployment aims at: a template with its inputs. */
export interface Revision {
  templateBody: string;
  /** After the transform; undefined where it changed nothing. */
  processedBody?: string | undefined;
  template: Template;
  parameters: ParameterValue[];
  tags: Tag[];
  capabilities: string[];
  roleArn: string | undefined;
  /** The operation asked for no rollback of failures. */
  disableRollback: boolean;
  onFailure?: OnFailure | undefined;
  /** Instead of the stack's own policy, for this update only. */
  policyDuringUpdate?: string | undefined;
}

export interface StackResource {
  logicalId: string;
  type: string;
  physicalId: string;
  status: ResourceStatus;
  statusReason: string | undefined;
  updatedAt: Date;
  /** Absent while it is being created, and after that failed. */
  created: Created | undefined;
  /** As they were given to the provider. */
  properties: Properties;
  /** As events show them, with the values that are not to be echoed masked; absent where nothing is masked. */
  shownProperties?: Properties;
  /** What a failed creation left behind. */
  leftover?: Created | undefined;
  definition: ResourceDefinition;
  /** Logical ids of what must outlive it. */
  dependsOn: string[];
}

export interface StackEvent {
  id: string;
  logicalId: string;
  physicalId: string;
  type: string;
  status: ResourceStatus | StackStatus;
  reason: string | undefined;
  properties: Properties | undefined;
  token: string | undefined;
  time: Date;
}

export interface Output {
  key: string;
  value: string;
  description: string | undefined;
  exportName: string | undefined;
}

export interface ChangeSet {
  id: string;
  name: string;
  description: string | undefined;
  type: "CREATE" | "UPDATE";
  createdAt: Date;
  status: ChangeSetStatus;
  statusReason: string | undefined;
  executionStatus: ExecutionStatus;
  revision: Revision;
  changes: Change[];
  includeNestedStacks: boolean;
}

export type Done =
  | { kind: "created"; resource: StackResource }
  | { kind: "updated"; resource: StackResource; before: StackResource }
  | { kind: "replaced"; resource: StackResource; before: StackResource };

/** The way back to the last stable state. */
export interface Undo {
  /** What was done since then, in order. */
  done: Done[];
  /** Of the failed updates: what they were to change may never have come to be. */
  failedUpdates: Set<string>;
  /** The revision of that state; undefined where the stack never had one. */
  previous: Revision | undefined;
  resourcesBefore: string[];
}

export interface Stack {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date | undefined;
  deletedAt: Date | undefined;
  status: StackStatus;
  statusReason: string | undefined;
  terminationProtection: boolean;
  /** Of the last execution that was started; undefined in REVIEW_IN_PROGRESS. */
  revision: Revision | undefined;
  changeSetId: string | undefined;
  changeSets: ChangeSet[];
  resources: Map<string, StackResource>;
  outputs: Output[];
  /** Names of the exports of other stacks that this one uses. */
  imports: Set<string>;
  events: StackEvent[];
  /** Kept while an update that failed can still be taken back: in UPDATE_FAILED and UPDATE_ROLLBACK_FAILED. */
  undo: Undo | undefined;
  /** JSON; undefined: every update is allowed. */
  policy: string | undefined;
  /** Of a nested stack: the ids of the stack it is a resource of, and of the topmost one. */
  parentId?: string;
  rootId?: string;
  /** Called at each new event. */
  listeners: Set<() => void>;
  /** The client's token of the running operation. */
  token: string | undefined;
}

export function isInProgress(stack: Stack): boolean {
  return stack.status.endsWith("_IN_PROGRESS") && stack.status !== "REVIEW_IN_PROGRESS";
}
