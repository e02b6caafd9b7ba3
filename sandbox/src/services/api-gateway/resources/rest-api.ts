import type {
  CreateRestApiCommandInput,
  CreateRestApiCommandOutput,
  PutRestApiCommandInput,
} from "@aws-sdk/client-api-gateway";
import type { GetObjectCommandInput } from "@aws-sdk/client-s3";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { tagMap } from "../../../core/tags.ts";
import { readDocument } from "../import/document.ts";
import { changedValues, retag } from "./changes.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGateway::RestApi, defined by resources and methods of its own or by a document (Body, BodyS3Location). */
export const restApi: ResourceProvider = {
  emulates: {
    Name: true,
    Description: true,
    ApiKeySourceType: true,
    BinaryMediaTypes: true,
    DisableExecuteApiEndpoint: true,
    EndpointConfiguration: { Types: true, IpAddressType: true },
    Body: true,
    BodyS3Location: { Bucket: true, Key: true },
    // The sandbox's import warns of nothing.
    FailOnWarnings: true,
    Mode: true,
    MinimumCompressionSize: true,
    Policy: true,
    Tags: true,
  },
  refuses: ({ EndpointConfiguration }) =>
    EndpointConfiguration?.Types?.includes?.("PRIVATE")
      ? ["AWS::ApiGateway::RestApi EndpointConfiguration.Types PRIVATE"]
      : [],

  async create(properties, context) {
    const document = await bodyOf(properties, context);
    const { id, rootResourceId } = await context.call<CreateRestApiCommandInput, CreateRestApiCommandOutput>(
      "api-gateway",
      "CreateRestApi",
      {
        name: properties.Name ?? (document && titleOf(document)),
        description: properties.Description,
        apiKeySource: properties.ApiKeySourceType,
        binaryMediaTypes: properties.BinaryMediaTypes,
        disableExecuteApiEndpoint: properties.DisableExecuteApiEndpoint,
        endpointConfiguration: properties.EndpointConfiguration && {
          types: properties.EndpointConfiguration.Types,
          ipAddressType: properties.EndpointConfiguration.IpAddressType,
        },
        minimumCompressionSize: properties.MinimumCompressionSize,
        policy: policyOf(properties),
        tags: tagMap(properties.Tags),
      },
    );
    if (document) await putBody(id!, document, properties, context);
    return { physicalId: id!, attributes: { RestApiId: id, RootResourceId: rootResourceId } };
  },

  async update(properties, old, context) {
    const { physicalId } = old.created;
    const before = old.properties;
    const document = await bodyOf(properties, context);
    if (document) await putBody(physicalId, document, properties, context);
    const types = {
      // A document has just set them anew.
      before: ((document ? properties : before).BinaryMediaTypes ?? []) as string[],
      after: (properties.BinaryMediaTypes ?? []) as string[],
    };
    const patchOperations = [
      ...changedValues({
        "/name": [before.Name, properties.Name],
        "/description": [before.Description, properties.Description],
        "/apiKeySource": [before.ApiKeySourceType ?? "HEADER", properties.ApiKeySourceType ?? "HEADER"],
        "/disableExecuteApiEndpoint": [
          before.DisableExecuteApiEndpoint ?? false,
          properties.DisableExecuteApiEndpoint ?? false,
        ],
        "/minimumCompressionSize": [before.MinimumCompressionSize ?? "", properties.MinimumCompressionSize ?? ""],
        "/policy": [policyOf(before), policyOf(properties)],
        "/endpointConfiguration/ipAddressType": [ipOf(before), ipOf(properties)],
        [`/endpointConfiguration/types/${typeOf(before)}`]: [typeOf(before), typeOf(properties)],
      }),
      ...types.before
        .filter((type) => !types.after.includes(type))
        .map((type) => ({ op: "remove" as const, path: `/binaryMediaTypes/${type.replaceAll("/", "~1")}` })),
      ...types.after
        .filter((type) => !types.before.includes(type))
        .map((type) => ({ op: "add" as const, path: `/binaryMediaTypes/${type.replaceAll("/", "~1")}` })),
    ];
    if (patchOperations.length)
      await context.call("api-gateway", "UpdateRestApi", { restApiId: physicalId, patchOperations });
    await retag(`/restapis/${physicalId}`, before, properties, context);
    return old.created;
  },

  delete: ({ physicalId }, context) => deleteQuietly("DeleteRestApi", { restApiId: physicalId }, context),
};

/** The document as bytes: what stands in the template, or an object of S3, read as who deploys. */
async function bodyOf({ Body, BodyS3Location }: Properties, context: ResourceContext): Promise<Buffer | undefined> {
  if (Body !== undefined) return Buffer.from(typeof Body === "string" ? Body : JSON.stringify(Body));
  if (!BodyS3Location) return undefined;
  const { Bucket, Key } = BodyS3Location as { Bucket: string; Key: string };
  type Output = { Body?: Uint8Array | AsyncIterable<Uint8Array> };
  const { Body: object } = await context.call<GetObjectCommandInput, Output>("s3", "GetObject", { Bucket, Key });
  if (object instanceof Uint8Array) return Buffer.from(object);
  const chunks: Uint8Array[] = [];
  for await (const chunk of object!) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function titleOf(document: Buffer): string {
  return readDocument(document).info.title;
}

/** The properties go before what the document says. */
async function putBody(id: string, body: Buffer, properties: Properties, context: ResourceContext): Promise<void> {
  await context.call<PutRestApiCommandInput, unknown>("api-gateway", "PutRestApi", {
    restApiId: id,
    mode: properties.Mode ?? "overwrite",
    body,
  });
  const types = (properties.BinaryMediaTypes ?? []) as string[];
  const patchOperations = [
    ...changedValues({
      "/name": [undefined, properties.Name],
      "/description": [undefined, properties.Description],
    }),
    ...types.map((type) => ({ op: "add" as const, path: `/binaryMediaTypes/${type.replaceAll("/", "~1")}` })),
  ];
  if (patchOperations.length) await context.call("api-gateway", "UpdateRestApi", { restApiId: id, patchOperations });
}

function policyOf({ Policy }: Properties): string | undefined {
  return Policy === undefined || typeof Policy === "string" ? Policy : JSON.stringify(Policy);
}

function typeOf({ EndpointConfiguration }: Properties): string {
  return EndpointConfiguration?.Types?.[0] ?? "EDGE";
}

function ipOf({ EndpointConfiguration }: Properties): string {
  return EndpointConfiguration?.IpAddressType ?? "ipv4";
}
