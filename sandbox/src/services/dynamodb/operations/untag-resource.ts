import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { validation } from "../errors.ts";
import { taggedTable } from "../tables.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["ResourceArn", "TagKeys"],
  access: (input) => [
    {
      action: "dynamodb:UntagResource",
      resource: input.ResourceArn!,
      conditions: { "aws:TagKeys": input.TagKeys! },
    },
  ],
  run(input, context) {
    if (!input.TagKeys!.length) throw validation("Atleast one Tag Key needs to be provided as Input.");
    const table = taggedTable(context, input.ResourceArn!);
    table.tags = table.tags.filter((tag) => !input.TagKeys!.includes(tag.Key!));
    return {};
  },
});
