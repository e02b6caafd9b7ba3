import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { clearPolicy, putPolicy } from "./policy-document.ts";

/** AWS::SQS::QueueInlinePolicy: the policy of one queue, known by that queue's URL. */
export const queueInlinePolicy: ResourceProvider = {
  emulates: { Queue: true, PolicyDocument: true },
  create: put,
  update: (properties, _old, context) => put(properties, context),
  delete: ({ physicalId }, context) => clearPolicy(physicalId, context),
};

async function put({ Queue, PolicyDocument }: Properties, context: ResourceContext) {
  await putPolicy(Queue as string, PolicyDocument, context);
  return { physicalId: Queue as string, attributes: {} };
}
