import type { CreatePipeCommandInput, PipeState, RequestedPipeState } from "@aws-sdk/client-pipes";
import { formatArn } from "../../core/arn.ts";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import type { Poller } from "../../event-sources/poller.ts";
import type { EventPattern } from "../../event-pattern/event-pattern.ts";
import { pipeNotFound } from "./errors.ts";

/** What a request says of a pipe. */
export type Settings = Pick<
  CreatePipeCommandInput,
  "Description" | "Enrichment" | "EnrichmentParameters" | "RoleArn" | "SourceParameters" | "Target" | "TargetParameters"
>;

export interface Pipe {
  name: string;
  arn: string;
  source: string;
  settings: Settings;
  filters: { pattern: EventPattern }[];
  desired: RequestedPipeState;
  state: PipeState;
  stateReason: string | undefined;
  tags: Map<string, string>;
  createdAt: number;
  modifiedAt: number;
  /** Made with the first start, and kept: it knows how far it has read. */
  poller: Poller | undefined;
  /** Settles when the state does. */
  settled: Promise<void>;
}

export const pipes = defineStore("regional", () => new Map<string, Pipe>());

export function pipeArn(name: string, { account, region }: { account: string; region: string }): string {
  return formatArn({ service: "pipes", region, account, resource: `pipe/${name}` });
}

export function getPipe(name: string, context: OperationContext): Pipe {
  const pipe = context.state(pipes).get(name);
  if (!pipe) throw pipeNotFound(name);
  return pipe;
}

/** What every change answers. */
export function summary({ arn, name, desired, state, createdAt, modifiedAt }: Pipe) {
  return {
    Arn: arn,
    Name: name,
    DesiredState: desired,
    CurrentState: state,
    CreationTime: new Date(createdAt),
    LastModifiedTime: new Date(modifiedAt),
  };
}
