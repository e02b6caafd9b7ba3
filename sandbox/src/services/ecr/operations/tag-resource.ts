import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { repositoryByArn } from "../repositories.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["resourceArn", "tags"],
  access: (input, context) => onRepository("TagResource", repositoryByArn(input.resourceArn!, context).name, context),
  run(input, context) {
    const stored = repositoryByArn(input.resourceArn!, context);
    const keys = new Set(input.tags!.map((tag) => tag.Key));
    stored.tags = [...stored.tags.filter((tag) => !keys.has(tag.Key)), ...input.tags!];
    return {};
  },
});
