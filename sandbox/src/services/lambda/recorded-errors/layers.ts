import type { Architecture, Runtime } from "@aws-sdk/client-lambda";
import { arnOf, create, lambda, publishLayer, zipped } from "./fixture.ts";

const first = await publishLayer("shared");
const withoutVersion = arnOf("layer:shared");
const withLayers = (...layers: string[]) => create("layered", { Layers: layers });

const publish = (runtimes: string[], architectures: string[]) => () =>
  lambda.publishLayerVersion({
    LayerName: "shared",
    Content: { ZipFile: zipped() },
    CompatibleRuntimes: runtimes as Runtime[],
    CompatibleArchitectures: architectures as Architecture[],
  });

const share = (more: Partial<Parameters<typeof lambda.addLayerVersionPermission>[0]> = {}) =>
  lambda.addLayerVersionPermission({
    LayerName: "shared",
    VersionNumber: 1,
    StatementId: "s1",
    Action: "lambda:GetLayerVersion",
    Principal: "*",
    ...more,
  });
await share();

/** Layers, their use and their policies. */
export const layers = {
  "ValidationException: 1 validation error detected: Value 'runtimedoesnotexist' at 'compatibleRuntime' …": () =>
    lambda.listLayers({ CompatibleRuntime: "runtimedoesnotexist" as Runtime }),
  "ValidationException: 1 validation error detected: Value 'archdoesnotexist' at 'compatibleArchitecture' …": () =>
    lambda.listLayers({ CompatibleArchitecture: "archdoesnotexist" as Architecture }),
  "InvalidParameterValueException: Layer Version Cannot be less than 1": () =>
    lambda.getLayerVersion({ LayerName: "shared", VersionNumber: -1 }),
  "ValidationException: 1 validation error detected: Value '…:layer:<resource:1>' at 'arn' …": () =>
    lambda.getLayerVersionByArn({ Arn: withoutVersion }),
  "ValidationException: 2 validation errors detected: Value '[invalidruntime]' …": publish(
    ["invalidruntime"],
    ["invalidarch"],
  ),
  "ValidationException: 2 validation errors detected: Value '[invalidruntime, invalidruntime2, nodejs20.x]' …": publish(
    ["invalidruntime", "invalidruntime2", "nodejs20.x"],
    ["invalidarch", "x86_64"],
  ),
  "ValidationException: 1 validation error detected: Value '*' at 'action' …": () => share({ Action: "*" }),
  "ResourceConflictException: The statement id (s1) provided already exists. …": () => share(),
  "PreconditionFailedException: The Revision Id provided … Call the GetLayerPolicy API …": () =>
    share({ StatementId: "s2", RevisionId: "wrong" }),
  "ResourceNotFoundException: Layer version …:layer:<resource:1>-doesnotexist:1 does not exist.": () =>
    share({ LayerName: "shared-doesnotexist" }),
  "ResourceNotFoundException: Layer version …:layer:<resource:1>:2 does not exist.": () => share({ VersionNumber: 2 }),
  "ResourceNotFoundException: Statement doesnotexist is not found in resource policy.": () =>
    lambda.removeLayerVersionPermission({ LayerName: "shared", VersionNumber: 1, StatementId: "doesnotexist" }),
  "InvalidParameterValueException: Two different versions of the same layer …:1 and …:2 are versions of the same layer.":
    async () => withLayers(await publishLayer("twice"), await publishLayer("twice")),
  "InvalidParameterValueException: Two different versions of the same layer …:1 and …:1 are versions of the same layer.":
    () => withLayers(first, first),
  "InvalidParameterValueException: Layer version …:layer:doesnotexist:1 does not exist.": () =>
    withLayers(arnOf("layer:doesnotexist:1")),
  "InvalidParameterValueException: Layer version …:layer:<resource:1>:9 does not exist.": () =>
    withLayers(`${withoutVersion}:9`),
  "ValidationException: 1 validation error detected: Value '[…:layer:<resource:1>]' at 'layers' …": () =>
    withLayers(withoutVersion),
  "InvalidParameterValueException: Layers are not in the same region as the function. …": () =>
    withLayers(first.replace("us-east-1", "eu-west-1")),
  "InvalidParameterValueException: Cannot reference more than 5 layers.": async () =>
    withLayers(...(await Promise.all(Array.from({ length: 6 }, (_, index) => publishLayer(`layer-${index}`))))),
};
