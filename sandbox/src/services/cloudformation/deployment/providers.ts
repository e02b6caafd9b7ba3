import type { ResourceProvider } from "../../../core/resource.ts";
import { services } from "../../index.ts";

/** The provider of a type, from the service whose prefix it has; undefined when the sandbox has none. */
export async function providerOf(type: string): Promise<ResourceProvider | undefined> {
  for (const service of Object.values(services))
    if (service.types && type.startsWith(service.types)) {
      const provider = (await service.load()).resources?.[type];
      if (provider) return provider;
    }
  return undefined;
}
