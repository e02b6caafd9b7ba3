import {
  DescribeEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutPermissionCommand,
  RemovePermissionCommand,
} from "@aws-sdk/client-eventbridge";
import { eventually } from "../eventually.ts";
import type { Lab } from "../lab.ts";
import { withDeny } from "../policy.ts";

/** On AWS a changed policy takes a while to count. */
const SETTLING_MS = 180_000;

/**
 * The bus takes no event while `run` runs (AccessDenied, whoever publishes): its policy gets a Deny, which no Allow outweighs.
 * Events of its own, from the source slab.probe, tell when the policy counts.
 */
export async function closingBus<T>(lab: Lab, busName: string, run: () => Promise<T>): Promise<T> {
  const events = lab.client(EventBridgeClient);
  const { Arn, Policy: before } = await events.send(new DescribeEventBusCommand({ Name: busName }));
  const refusal = { Sid: "ClosedByACheck", Action: "events:PutEvents", Resource: Arn! };
  const setPolicy = (policy: string) =>
    events.send(new PutPermissionCommand({ EventBusName: busName, Policy: policy }));
  await setPolicy(withDeny(before, refusal));
  try {
    await untilOpen(lab, busName, false);
    return await run();
  } finally {
    if (before) await setPolicy(before);
    else await events.send(new RemovePermissionCommand({ EventBusName: busName, RemoveAllPermissions: true }));
    await untilOpen(lab, busName, true);
  }
}

async function untilOpen(lab: Lab, busName: string, isOpen: boolean): Promise<void> {
  await eventually(
    async () => {
      if ((await takesEvents(lab, busName)) !== isOpen) throw new Error(`the policy of ${busName} does not count yet`);
    },
    { within: SETTLING_MS },
  );
}

async function takesEvents(lab: Lab, EventBusName: string): Promise<boolean> {
  const probe = { EventBusName, Source: "slab.probe", DetailType: "Probe", Detail: "{}" };
  try {
    await lab.client(EventBridgeClient).send(new PutEventsCommand({ Entries: [probe] }));
    return true;
  } catch (error) {
    if ((error as Error).name.startsWith("AccessDenied")) return false;
    throw error;
  }
}
