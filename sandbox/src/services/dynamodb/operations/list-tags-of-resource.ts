import type { ListTagsOfResourceCommandInput, ListTagsOfResourceCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { taggedTable } from "../tables.ts";

/** A table has at most 50 tags: one page. */
export const listTagsOfResource = operation<ListTagsOfResourceCommandInput, ListTagsOfResourceCommandOutput>({
  accepts: ["ResourceArn"],
  access: (input) => [{ action: "dynamodb:ListTagsOfResource", resource: input.ResourceArn! }],
  run: (input, context) => ({ Tags: taggedTable(context, input.ResourceArn!).tags }),
});
