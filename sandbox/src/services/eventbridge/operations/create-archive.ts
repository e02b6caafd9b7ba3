import type { CreateArchiveCommandInput, CreateArchiveCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onBus, onThing } from "../access.ts";
import { archiveArn, archives, type Archive } from "../archive/archive.ts";
import { getBus } from "../bus.ts";
import { archiveExists } from "../errors.ts";
import { checkArchiveName } from "../names.ts";
import { readPattern } from "../rule.ts";

export const createArchive = operation<CreateArchiveCommandInput, CreateArchiveCommandOutput>({
  accepts: ["ArchiveName", "EventSourceArn", "Description", "EventPattern", "RetentionDays"],
  access: (input, context) => [
    onThing("CreateArchive", "archive", input.ArchiveName, context),
    onBus("CreateArchive", input.EventSourceArn, context),
  ],
  run(input, context) {
    const name = input.ArchiveName!;
    checkArchiveName(name, "archiveName");
    const bus = getBus(input.EventSourceArn, context);
    const all = context.state(archives);
    if (all.has(name)) throw archiveExists(name);
    const archive: Archive = {
      name,
      arn: archiveArn(name, context),
      bus,
      description: input.Description,
      pattern: input.EventPattern ? readPattern(input.EventPattern) : undefined,
      retentionDays: input.RetentionDays ?? 0,
      createdAt: context.clock.now(),
      events: [],
    };
    all.set(name, archive);
    bus.archives.add(archive);
    return { ArchiveArn: archive.arn, State: "ENABLED", CreationTime: new Date(archive.createdAt) };
  },
});
