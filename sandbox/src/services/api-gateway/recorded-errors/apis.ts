import { endpoint, gateway, newApi, newResource, patch } from "./fixture.ts";

async function updateApi(...patchOperations: ReturnType<typeof patch>[]): Promise<void> {
  const { restApiId } = await newApi();
  await gateway.updateRestApi({ restApiId, patchOperations });
}

/** Of the tree / - pets - {id}: one of its nodes, named by its path. */
async function updateResource(
  path: "/" | "/pets",
  operation: (ids: Record<string, string>) => ReturnType<typeof patch>,
) {
  const { restApiId, root } = await newApi();
  const pets = await newResource(restApiId, root, "pets");
  const pet = await newResource(restApiId, pets, "{id}");
  const other = await newResource(restApiId, root, "other");
  const ids = { "/": root, "/pets": pets, "/pets/{id}": pet, "/other": other };
  await gateway.updateResource({ restApiId, resourceId: ids[path], patchOperations: [operation(ids)] });
}

/** APIs and their resources. */
export const apis = {
  "NotFoundException: Invalid API identifier specified 111111111111:<upper-id>": async () => {
    const { restApiId } = await newApi();
    await gateway.getRestApi({ restApiId: restApiId.toUpperCase() });
  },
  "NotFoundException: Invalid API identifier specified 111111111111:api_id": () =>
    gateway.updateRestApi({ restApiId: "api_id", patchOperations: [patch("replace", "/name", "x")] }),
  "NotFoundException: Invalid API identifier specified 111111111111:test-fake-rest-id": () =>
    gateway.getAuthorizers({ restApiId: "test-fake-rest-id" }),
  "NotFoundException: Invalid API identifier specified 111111111111:abcde0": () =>
    gateway.createModel({ restApiId: "abcde0", name: "Model", contentType: "application/json", schema: "{}" }),
  "NotFoundException: Invalid API identifier specified 111111111111:fake-api-id": () =>
    gateway.getGatewayResponses({ restApiId: "fake-api-id" }),
  "BadRequestException: Description cannot be an empty string": () =>
    gateway.createRestApi({ name: "refused", description: "" }),
  "BadRequestException: Invalid minimum compression size, must be between 0 and 10485760": () =>
    gateway.createRestApi({ name: "refused", minimumCompressionSize: -1 }),
  "BadRequestException: Invalid patch operation specified. Must be one of: [replace]": () =>
    updateApi(patch("add", "/minimumCompressionSize", "10")),
  "BadRequestException: Invalid patch path /binaryMediaTypes": () =>
    updateApi(patch("add", "/binaryMediaTypes", "image/gif")),
  "BadRequestException: Invalid OpenAPI input.": () => gateway.importRestApi({ body: Buffer.from("{") }),
  "BadRequestException: ipAddressType must be either ipv4 or dualstack.": () =>
    updateApi(patch("replace", "/endpointConfiguration/ipAddressType", "wrong")),
  "BadRequestException: Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE": () =>
    updateApi(patch("replace", "/endpointConfiguration/types/EDGE", "wrong")),
  "BadRequestException: Invalid patch operation specified. Must be 'add'|'remove'|'replace'": () =>
    updateApi(patch("test", "/endpointConfiguration/types/EDGE", "REGIONAL")),
  "ValidationException: 2 validation errors detected: Value 'wrong' at 'updateRestApiInput.patchOperations.1.member.op' …":
    () =>
      updateApi(
        patch("wrong", "/endpointConfiguration/ipAddressType", "dualstack"),
        patch("wrong", "/endpointConfiguration/ipAddressType", "ipv4"),
      ),
  "ValidationException: 3 validation errors detected: Value 'wrong' at 'updateRestApiInput.patchOperations.1.member.op' …":
    () => updateApi(patch("wrong", "/name", "a"), patch("wrong", "/name", "b"), patch("wrong", "/name", "c")),
  "BadRequestException: REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.": endpoint([]),
  "BadRequestException: Cannot create an api with multiple Endpoint Types.": endpoint(["EDGE", "REGIONAL"]),
  "BadRequestException: Only dualstack ipAddressType is supported for Private APIs.": endpoint(["PRIVATE"], "ipv4"),
  "ValidationException: 1 validation error detected: Value 'wrong' at 'createRestApiInput.endpointConfiguration.ipAddressType' …":
    endpoint(["EDGE"], "wrong"),
  "ValidationException: 1 validation error detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' …":
    endpoint(["wrong"]),
  "ValidationException: 2 validation errors detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' …":
    endpoint(["wrong"], "wrong"),

  "NotFoundException: Invalid Resource identifier specified": async () => {
    const { restApiId } = await newApi();
    await gateway.getResource({ restApiId, resourceId: "absent" });
  },
  "BadRequestException: Invalid patch path '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]":
    () => updateResource("/pets", () => patch("replace", "/invalid", "x")),
  "BadRequestException: Invalid patch path '/pathPart' specified for op 'remove'. Please choose supported operations":
    () => updateResource("/pets", () => patch("remove", "/pathPart")),
  "BadRequestException: Invalid patch path '/pathPart' specified for op 'add'. Please choose supported operations":
    () => updateResource("/pets", () => patch("add", "/pathPart", "x")),
  "ConflictException: Another resource with the same parent already has this name: pets": async () => {
    const { restApiId, root } = await newApi();
    await newResource(restApiId, root, "pets");
    await newResource(restApiId, root, "pets");
  },
  "BadRequestException: Resources cannot be cyclical.": () =>
    updateResource("/pets", (ids) => patch("replace", "/parentId", ids["/pets/{id}"])),
  "BadRequestException: Root resource cannot update its pathPart.": () =>
    updateResource("/", () => patch("replace", "/pathPart", "x")),
  "BadRequestException: Root resource cannot update its parentId.": () =>
    updateResource("/", (ids) => patch("replace", "/parentId", ids["/pets"])),
  "BadRequestException: A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed":
    async () => {
      const { restApiId, root } = await newApi();
      await newResource(restApiId, root, "{proxy+}");
      await newResource(restApiId, root, "{dynamic}");
    },
  "BadRequestException: Cannot create a child of a resource with a greedy path variable: {proxy+}": async () => {
    const { restApiId, root } = await newApi();
    await newResource(restApiId, await newResource(restApiId, root, "{proxy+}"), "child");
  },
};
