import type { DescribeArchiveCommandInput, DescribeArchiveCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { getArchive } from "../archive/archive.ts";
import { describeArchive as describe } from "../describe.ts";

export const describeArchive = operation<DescribeArchiveCommandInput, DescribeArchiveCommandOutput>({
  accepts: ["ArchiveName"],
  access: (input, context) => [onThing("DescribeArchive", "archive", input.ArchiveName, context)],
  run(input, context) {
    const archive = getArchive(input.ArchiveName!, context);
    return {
      ...describe(archive, context.clock.now()),
      ArchiveArn: archive.arn,
      Description: archive.description,
      EventPattern: archive.pattern?.text,
    };
  },
});
