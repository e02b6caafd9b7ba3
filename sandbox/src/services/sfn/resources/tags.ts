import type { TagResourceCommandInput, UntagResourceCommandInput } from "@aws-sdk/client-sfn";
import type { Properties, ResourceContext } from "../../../core/resource.ts";
import { changeTags, tagList } from "../../../core/tags.ts";

/** Tags as Step Functions writes them. */
export function tagsOf({ Tags }: Properties): { key: string; value: string }[] | undefined {
  return tagList(Tags)?.map(({ Key, Value }) => ({ key: Key, value: Value }));
}

/** Brings the tags of a state machine or an activity to those of its properties. */
export async function retag(
  resourceArn: string,
  old: Properties,
  next: Properties,
  context: ResourceContext,
): Promise<void> {
  await changeTags(old.Tags, next.Tags, {
    untag: (tagKeys) =>
      context.call<UntagResourceCommandInput, unknown>("sfn", "UntagResource", { resourceArn, tagKeys }),
    tag: (_, tags) =>
      context.call<TagResourceCommandInput, unknown>("sfn", "TagResource", {
        resourceArn,
        tags: tags.map(({ Key, Value }) => ({ key: Key, value: Value })),
      }),
  });
}
