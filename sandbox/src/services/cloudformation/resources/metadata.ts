import { randomUUID } from "node:crypto";
import type { ResourceProvider } from "../../../core/resource.ts";

/** What CDK writes about itself. It creates nothing, on AWS either. */
export const metadata: ResourceProvider = {
  emulates: { Analytics: true },
  create: async () => ({ physicalId: randomUUID(), attributes: {} }),
  update: async (_properties, old) => old.created,
  delete: async () => {},
};
