import type { ResourceProvider } from "../../../core/resource.ts";
import { services } from "../../index.ts";
import { nativeFunction } from "../native/native-handlers.ts";
import { isCustomResource } from "../specification/specification.ts";

/** The provider of a resource, from the service whose prefix its type has; undefined when the sandbox has none. */
export async function providerOf(type: string, logicalId: string): Promise<ResourceProvider | undefined> {
  const native = nativeFunction(type, logicalId);
  if (native) return native;
  const name = isCustomResource(type) ? "AWS::CloudFormation::CustomResource" : type;
  for (const service of Object.values(services))
    if ([service.types ?? []].flat().some((prefix) => name.startsWith(prefix))) {
      const provider = (await service.load()).resources?.[name];
      if (provider) return provider;
    }
  return undefined;
}
