import { describeClient } from "../wire/client.ts";
import type { OperationSchema } from "../wire/schema.ts";
import { services } from "../services/index.ts";

/** The statuses of the errors that a service models, by code. */
export type ModelledErrors = Map<string, number | undefined>;

/** What the SDK client of a service knows of it. */
export interface DescribedService {
  operations: Map<string, OperationSchema>;
  errors: ModelledErrors;
}

const described = new Map<string, Promise<DescribedService>>();

/** By the id of the client (`cloudwatch-logs`). */
export function describeService(id: string): Promise<DescribedService> {
  let service = described.get(id);
  if (!service) described.set(id, (service = describe(id)));
  return service;
}

async function describe(id: string): Promise<DescribedService> {
  const definition = await services[id]!.load();
  const { operations, errors } = describeClient(await definition.client());
  const statuses = new Map<string, number | undefined>();
  for (const schema of errors.values()) {
    const traits = (typeof schema[3] === "object" ? schema[3] : {}) as {
      httpError?: number;
      awsQueryError?: [string, number];
    };
    const status = traits.awsQueryError?.[1] ?? traits.httpError;
    statuses.set(schema[2], status);
    if (traits.awsQueryError) statuses.set(traits.awsQueryError[0], status);
  }
  return { operations, errors: statuses };
}

/** The client id of a service as aws-sdk integrations name it: cloudwatchlogs -> cloudwatch-logs. Undefined: not emulated here. */
export function clientIdOf(name: string): string | undefined {
  return Object.keys(services).find((id) => id.replaceAll("-", "") === name);
}
