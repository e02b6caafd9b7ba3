import type { DeleteArchiveCommandInput, DeleteArchiveCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { archives, getArchive } from "../archive/archive.ts";

export const deleteArchive = operation<DeleteArchiveCommandInput, DeleteArchiveCommandOutput>({
  accepts: ["ArchiveName"],
  access: (input, context) => [onThing("DeleteArchive", "archive", input.ArchiveName, context)],
  run(input, context) {
    const archive = getArchive(input.ArchiveName!, context);
    archive.bus.archives.delete(archive);
    context.state(archives).delete(archive.name);
    return {};
  },
});
