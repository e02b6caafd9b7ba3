import type { ListTagsCommandInput, ListTagsCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { tagged } from "../tags.ts";

export const listTags = operation<ListTagsCommandInput, ListTagsCommandOutput>({
  accepts: ["Resource"],
  access: (input) => [{ action: "lambda:ListTags", resource: input.Resource! }],
  run: (input, context) => ({ Tags: tagged(input.Resource!, context).tags }),
});
