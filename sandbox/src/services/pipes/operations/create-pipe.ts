import type { CreatePipeCommandInput, CreatePipeCommandOutput } from "@aws-sdk/client-pipes";
import { operation } from "../../../core/service.ts";
import { onPipe, passRole } from "../access.ts";
import { pipeExists, quotaExceeded } from "../errors.ts";
import { settle } from "../lifecycle.ts";
import { MAX_PIPES } from "../limits.ts";
import { pipeArn, pipes, summary, type Pipe } from "../pipe.ts";
import { checkName, checkSettings } from "../settings.ts";

export const createPipe = operation<CreatePipeCommandInput, CreatePipeCommandOutput>({
  accepts: [
    "Name",
    "Description",
    "DesiredState",
    "Source",
    "SourceParameters",
    "Enrichment",
    "EnrichmentParameters",
    "Target",
    "TargetParameters",
    "RoleArn",
    "Tags",
  ],
  access: (input, context) => [onPipe("CreatePipe", input.Name, context), passRole(input.RoleArn)],
  run(input, context) {
    const { Name, DesiredState, Source, Tags, ...settings } = structuredClone(input);
    const name = Name!;
    checkName(name);
    const filters = checkSettings(Source!, settings);
    const all = context.state(pipes);
    if (all.has(name)) throw pipeExists(name);
    if (all.size >= MAX_PIPES) throw quotaExceeded();
    const now = context.clock.now();
    const pipe: Pipe = {
      name,
      arn: pipeArn(name, context),
      source: Source!,
      settings,
      filters,
      desired: DesiredState ?? "RUNNING",
      state: "CREATING",
      stateReason: undefined,
      tags: new Map(Object.entries(Tags ?? {})),
      createdAt: now,
      modifiedAt: now,
      poller: undefined,
      settled: Promise.resolve(),
    };
    all.set(name, pipe);
    settle(pipe, "CREATING", "CREATE_FAILED", context);
    return summary(pipe);
  },
});
