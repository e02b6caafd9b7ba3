import { randomUUID } from "node:crypto";
import type { ResourceProvider } from "../../../core/resource.ts";

/** AWS::CloudFormation::WaitConditionHandle: an address for signals. Nothing waits for them here (WaitCondition is refused); templates that have nothing else to create use it. */
export const waitConditionHandle: ResourceProvider = {
  emulates: {},
  async create(_properties, { region, stackId, logicalId }) {
    const object = `${encodeURIComponent(stackId).replaceAll("%2F", "/")}/${logicalId}`;
    const physicalId = `https://cloudformation-waitcondition-${region}.s3.${region}.amazonaws.com/${object}?id=${randomUUID()}`;
    return { physicalId, attributes: {} };
  },
  update: async (_properties, old) => old.created,
  delete: async () => {},
};
