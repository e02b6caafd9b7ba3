import type { OperationContext } from "./service.ts";

/** Properties of a CloudFormation type that are emulated: `true` = with everything below, an object = only the named ones below (also through lists and maps). */
export interface PropertyTree {
  [property: string]: true | PropertyTree;
}

export type Properties = Record<string, any>; // oxlint-disable-line no-explicit-any -- shaped by the resource specification, checked before a provider sees it

export interface Created {
  /** PhysicalResourceId in events and DescribeStackResources. */
  physicalId: string;
  /** What `Ref` gives; default: the physical id. */
  ref?: string;
  /** What `Fn::GetAtt` gives, by attribute name ("Arn", "Endpoint.Address"). */
  attributes: Record<string, unknown>;
  /** The attributes are shown masked, where CloudFormation shows properties (a custom resource's NoEcho). */
  noEcho?: boolean;
}

export interface ResourceContext extends OperationContext {
  stackName: string;
  stackId: string;
  logicalId: string;
  /** As the template names it; for custom resources the user's own name. */
  resourceType: string;
  /** A physical name as CloudFormation generates it: <stack>-<logicalId>-<suffix>, cut to `maxLength`; `lowerCase` for buckets. */
  generateName(options?: { maxLength?: number; lowerCase?: boolean }): string;
}

/**
 * One CloudFormation type. It creates by calling its service's operations (`context.call`), so that the deployer's permissions count.
 * An AwsError it lets through becomes the resource's failure reason and starts the rollback.
 */
export interface ResourceProvider {
  emulates: PropertyTree;
  /** Refusals that depend on values, before anything is created: each string completes "The sandbox does not emulate ...". Unresolved intrinsics are still objects here. */
  refuses?(properties: Properties): string[];
  create(properties: Properties, context: ResourceContext): Promise<Created>;
  /** In place. The engine replaces (create, then delete the old one) where the specification says that a changed property causes it; without `update`, every change replaces. */
  update?(
    properties: Properties,
    old: { properties: Properties; created: Created },
    context: ResourceContext,
  ): Promise<Created>;
  /** Must succeed when the thing is already gone. */
  delete(created: Created, context: ResourceContext, properties: Properties): Promise<void>;
}
