import { APIGateway, type EndpointType, type IpAddressType, type Op } from "@aws-sdk/client-api-gateway";
import { RECORDED_ACCOUNT } from "../../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../../testing.ts";

export const sandbox = await startTestSandbox();
export const options = sandbox.client({ account: RECORDED_ACCOUNT });
export const gateway = new APIGateway(options);

export const patch = (op: string, path?: string, value?: string) => ({
  op: op as Op,
  ...(path !== undefined && { path }),
  ...(value !== undefined && { value }),
});

let counter = 0;

export async function newApi(): Promise<{ restApiId: string; root: string }> {
  const { id, rootResourceId } = await gateway.createRestApi({ name: `api-${++counter}` });
  return { restApiId: id!, root: rootResourceId! };
}

export async function newResource(restApiId: string, parentId: string, pathPart: string): Promise<string> {
  const { id } = await gateway.createResource({ restApiId, parentId, pathPart });
  return id!;
}

/** A method on the root, and what names it in requests. */
export async function newMethod(more: object = {}) {
  const { restApiId, root } = await newApi();
  const method = { restApiId, resourceId: root, httpMethod: "ANY" };
  await gateway.putMethod({ ...method, authorizationType: "NONE", ...more });
  return method;
}

export const endpoint = (types: string[], ipAddressType?: string) => () =>
  gateway.createRestApi({
    name: "refused",
    endpointConfiguration: {
      types: types as EndpointType[],
      ...(ipAddressType && { ipAddressType: ipAddressType as IpAddressType }),
    },
  });
