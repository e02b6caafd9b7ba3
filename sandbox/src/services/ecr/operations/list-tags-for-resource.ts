import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { repositoryByArn } from "../repositories.ts";

export const listTagsForResource = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  accepts: ["resourceArn"],
  access: (input, context) =>
    onRepository("ListTagsForResource", repositoryByArn(input.resourceArn!, context).name, context),
  run(input, context) {
    return { tags: repositoryByArn(input.resourceArn!, context).tags };
  },
});
