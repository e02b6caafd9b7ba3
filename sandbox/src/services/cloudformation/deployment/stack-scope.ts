import { PARTITION } from "../../../core/arn.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { Revision, Stack } from "../stack/stack.ts";
import { conditionsOf } from "../template/conditions.ts";
import { evaluate, type Scope } from "../template/evaluate.ts";

export interface StackScope extends Scope {
  /** The truth of a boolean expression, as rules have them. */
  expression(value: unknown): boolean;
}

type Lookup = Pick<Scope, "ref" | "attribute" | "importValue">;

/** Nothing is known but parameters: for conditions and rules. */
export const NOTHING_KNOWN: Lookup = { ref: () => undefined, attribute: () => undefined, importValue: () => undefined };

/** The names of a revision of a stack; what its resources are comes from `lookup`. */
export function stackScope(
  stack: Pick<Stack, "id" | "name">,
  revision: Pick<Revision, "template" | "parameters">,
  context: OperationContext,
  lookup: Lookup,
): StackScope {
  const { template, parameters } = revision;
  const values: Record<string, unknown> = {
    "AWS::AccountId": context.account,
    "AWS::NotificationARNs": [],
    "AWS::Partition": PARTITION,
    "AWS::Region": context.region,
    "AWS::StackId": stack.id,
    "AWS::StackName": stack.name,
    "AWS::URLSuffix": "amazonaws.com",
  };
  for (const parameter of parameters) values[parameter.key] = parameter.value;
  const { condition, expression } = conditionsOf(template, (value) => evaluate(value, scope));
  const scope: StackScope = { template, region: context.region, values, condition, expression, ...lookup };
  return scope;
}
