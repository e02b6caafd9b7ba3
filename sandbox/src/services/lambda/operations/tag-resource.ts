import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { invalidParameter } from "../errors.ts";
import { checkTags, tagged } from "../tags.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["Resource", "Tags"],
  access: (input) => [{ action: "lambda:TagResource", resource: input.Resource! }],
  run(input, context) {
    const owner = tagged(input.Resource!, context);
    if (!Object.keys(input.Tags!).length)
      throw invalidParameter("An error occurred and the request cannot be processed.");
    const tags = { ...owner.tags, ...input.Tags };
    checkTags(tags);
    owner.tags = tags;
    return {};
  },
});
