import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { validation } from "../errors.ts";
import { taggedTable } from "../tables.ts";
import { checkTags, mergeTags } from "../tags.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["ResourceArn", "Tags"],
  access: (input) => [
    {
      action: "dynamodb:TagResource",
      resource: input.ResourceArn!,
      conditions: {
        "aws:TagKeys": input.Tags!.map((tag) => tag.Key!),
        ...Object.fromEntries(input.Tags!.map((tag) => [`aws:RequestTag/${tag.Key}`, tag.Value!])),
      },
    },
  ],
  run(input, context) {
    if (!input.Tags!.length) throw validation("Atleast one Tag needs to be provided as Input.");
    const table = taggedTable(context, input.ResourceArn!);
    checkTags(input.Tags!);
    const merged = mergeTags(table.tags, input.Tags!);
    checkTags(merged);
    table.tags = merged;
    return {};
  },
});
