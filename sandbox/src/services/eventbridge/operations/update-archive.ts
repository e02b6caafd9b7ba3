import type { UpdateArchiveCommandInput, UpdateArchiveCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { getArchive } from "../archive/archive.ts";
import { validation } from "../errors.ts";
import { readPattern } from "../rule.ts";

export const updateArchive = operation<UpdateArchiveCommandInput, UpdateArchiveCommandOutput>({
  accepts: ["ArchiveName", "Description", "EventPattern", "RetentionDays"],
  access: (input, context) => [onThing("UpdateArchive", "archive", input.ArchiveName, context)],
  run(input, context) {
    if (input.Description === undefined && !input.EventPattern && input.RetentionDays === undefined)
      throw validation("At least one of EventPattern, RetentionDays or Description must be provided.");
    const archive = getArchive(input.ArchiveName!, context);
    archive.description = input.Description ?? archive.description;
    archive.pattern = input.EventPattern ? readPattern(input.EventPattern) : archive.pattern;
    archive.retentionDays = input.RetentionDays ?? archive.retentionDays;
    return { ArchiveArn: archive.arn, State: "ENABLED", CreationTime: new Date(archive.createdAt) };
  },
});
