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
  template: Template;
  parameters: ParameterValue[];
  tags: Tag[];
  capabilities: string[];
  roleArn: string | undefined;
  /** The operation asked for no rollback of failures. */
  disableRollback: boolean;
  onFailure?: OnFailure | undefined;
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
  /** Called at each new event. */
  listeners: Set<() => void>;
  /** The client's token of the running operation. */
  token: string | undefined;
}

export function isInProgress(stack: Stack): boolean {
  return stack.status.endsWith("_IN_PROGRESS") && stack.status !== "REVIEW_IN_PROGRESS";
}
