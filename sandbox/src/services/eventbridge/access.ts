import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { formatArn } from "../../core/arn.ts";
import { busArn, DEFAULT_BUS, findBus, placeOf, policyDocument } from "./bus.ts";

/** Of an operation on a bus, whose policy may grant it. */
export function onBus(action: string, nameOrArn: string | undefined, context: OperationContext): AccessRequest {
  const place = placeOf(nameOrArn, context);
  const resourcePolicy = policyDocument(findBus(nameOrArn, context));
  return {
    action: `events:${action}`,
    resource: busArn(place),
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  };
}

/** Of an operation on a rule; the policy of its bus may grant it. */
export function onRule(
  action: string,
  { rule, bus }: { rule: string | undefined; bus: string | undefined },
  context: OperationContext,
): AccessRequest {
  const { name, account, region } = placeOf(bus, context);
  const path = name === DEFAULT_BUS ? rule : `${name}/${rule}`;
  return {
    ...onBus(action, bus, context),
    resource: formatArn({ service: "events", region, account, resource: `rule/${path}` }),
  };
}

/** Of an operation on a thing with a name of its own. */
export function onThing(
  action: string,
  kind: "archive" | "replay" | "connection" | "api-destination",
  name: string | undefined,
  { account, region }: OperationContext,
): AccessRequest {
  return {
    action: `events:${action}`,
    resource: formatArn({ service: "events", region, account, resource: `${kind}/${name}` }),
  };
}

/** Of a list, or of what has no resource. */
export function onAll(action: string): AccessRequest[] {
  return [{ action: `events:${action}`, resource: "*" }];
}

/** Handing a role to EventBridge. */
export function passRole(role: string | undefined): AccessRequest[] {
  if (role === undefined) return [];
  return [{ action: "iam:PassRole", resource: role, conditions: { "iam:PassedToService": "events.amazonaws.com" } }];
}
