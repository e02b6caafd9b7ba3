import {
  type EventSourceMappingConfiguration,
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { eventually } from "../eventually.ts";
import type { Lab } from "../lab.ts";

/** On AWS a mapping takes up to a minute to stop or to start. */
const SETTLING_MS = 180_000;

/**
 * No function reads the queue while `run` runs: its event source mappings are switched off ("UpdateEventSourceMapping", 2026-11-21), and on again at the end.
 * What is sent meanwhile waits: a check can look at it, or let many messages arrive in one batch.
 */
export async function pausingConsumers<T>(lab: Lab, queueArn: string, run: () => Promise<T>): Promise<T> {
  const { EventSourceMappings = [] } = await lab
    .client(LambdaClient)
    .send(new ListEventSourceMappingsCommand({ EventSourceArn: queueArn }));
  try {
    for (const mapping of EventSourceMappings) await enable(lab, mapping, false);
    return await run();
  } finally {
    for (const mapping of EventSourceMappings) await enable(lab, mapping, true);
  }
}

async function enable(lab: Lab, { UUID }: EventSourceMappingConfiguration, Enabled: boolean): Promise<void> {
  const lambda = lab.client(LambdaClient);
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
  await eventually(
    async () => {
      const { State } = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
      if (State !== (Enabled ? "Enabled" : "Disabled")) throw new Error(`event source mapping ${UUID} is ${State}`);
    },
    { within: SETTLING_MS },
  );
}
