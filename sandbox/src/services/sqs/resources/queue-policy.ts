import type { ResourceProvider } from "../../../core/resource.ts";
import { clearPolicy, putPolicy } from "./policy-document.ts";

/** AWS::SQS::QueuePolicy: one document for several queues. */
export const queuePolicy: ResourceProvider = {
  emulates: { Queues: true, PolicyDocument: true },

  async create({ Queues, PolicyDocument }, context) {
    for (const url of Queues as string[]) await putPolicy(url, PolicyDocument, context);
    const physicalId = context.generateName();
    return { physicalId, attributes: { Id: physicalId } };
  },

  async update({ Queues, PolicyDocument }, old, context) {
    for (const url of Queues as string[]) await putPolicy(url, PolicyDocument, context);
    for (const url of old.properties.Queues as string[])
      if (!(Queues as string[]).includes(url)) await clearPolicy(url, context);
    return old.created;
  },

  async delete(_created, context, { Queues }) {
    for (const url of Queues as string[]) await clearPolicy(url, context);
  },
};
