import { formatArn, parseArn } from "../../core/arn.ts";
import type { OperationContext } from "../../core/service.ts";
import { invalidArn } from "./errors.ts";

type Owner = Pick<OperationContext, "account" | "region">;

const arnOf = ({ account, region }: Owner, resource: string): string =>
  formatArn({ service: "states", region, account, resource });

export const stateMachineArn = (owner: Owner, name: string): string => arnOf(owner, `stateMachine:${name}`);
export const activityArn = (owner: Owner, name: string): string => arnOf(owner, `activity:${name}`);
export const executionArn = (owner: Owner, machine: string, name: string): string =>
  arnOf(owner, `execution:${machine}:${name}`);
/** An express execution has an id beside its name, so that a name may come twice. */
export const expressArn = (owner: Owner, machine: string, name: string, id: string): string =>
  arnOf(owner, `express:${machine}:${name}:${id}`);

/** The parts of an ARN's resource. Throws InvalidArn for what is none. */
export function resourceOf(arn: string): string[] {
  const parsed = parseArn(arn);
  if (!parsed) throw invalidArn(arn.startsWith("arn:") ? `Invalid ARN: ${arn}` : `Invalid ARN prefix: ${arn}`);
  return parsed.resource.split(":");
}

/** The ARN of the state machine that a version or an alias belongs to. */
export function unqualified(arn: string): string {
  return arn.split(":").slice(0, 7).join(":");
}
