import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { tagged } from "../tags.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["Resource", "TagKeys"],
  access: (input) => [{ action: "lambda:UntagResource", resource: input.Resource! }],
  run(input, context) {
    const { tags } = tagged(input.Resource!, context);
    for (const key of input.TagKeys!) delete tags[key];
    return {};
  },
});
