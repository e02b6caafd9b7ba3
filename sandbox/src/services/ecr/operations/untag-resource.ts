import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { repositoryByArn } from "../repositories.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["resourceArn", "tagKeys"],
  access: (input, context) => onRepository("UntagResource", repositoryByArn(input.resourceArn!, context).name, context),
  run(input, context) {
    const stored = repositoryByArn(input.resourceArn!, context);
    stored.tags = stored.tags.filter((tag) => !input.tagKeys!.includes(tag.Key!));
    return {};
  },
});
