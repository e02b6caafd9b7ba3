import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, rename } from "node:fs/promises";
import { join } from "node:path";
import type {
  Architecture,
  GetLayerVersionResponse,
  LayerVersionsListItem,
  PublishLayerVersionRequest,
  Runtime,
} from "@aws-sdk/client-lambda";
import { formatArn, parseArn } from "../../../core/arn.ts";
import { NotEmulated } from "../../../core/errors.ts";
import type { AccessRequest, OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import { codeLocation } from "../code-location.ts";
import { invalidParameter, resourceNotFound, validationError } from "../errors.ts";
import type { CodePackage, LayerUse, ResourcePolicy } from "../function.ts";
import { MAX_LAYERS } from "../limits.ts";
import { policyDocument } from "../policy.ts";

export interface LayerVersion {
  arn: string;
  layerArn: string;
  version: number;
  code: CodePackage;
  description: string;
  license: string | undefined;
  runtimes: Runtime[] | undefined;
  architectures: Architecture[] | undefined;
  createdAt: number;
  policy: ResourcePolicy | undefined;
}

export interface Layer {
  name: string;
  arn: string;
  versions: Map<number, LayerVersion>;
  /** Numbers are not used again. */
  lastVersion: number;
}

export const layers = defineStore("regional", () => new Map<string, Layer>());

const ARN =
  "(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)";

/** As recorded, in AWS's order. */
const RUNTIMES =
  "nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2";
/** Older ones are taken too (recorded, test_layer_compatibilities). */
const OLD_RUNTIMES =
  "nodejs14.x, nodejs12.x, nodejs26.x, python3.7, python3.15, java8, dotnetcore3.1, go1.x, ruby2.7, provided";

function layerArn({ account, region }: { account: string; region: string }, name: string): string {
  return formatArn({ service: "lambda", region, account, resource: `layer:${name}` });
}

/** LayerName as AWS takes it: a name, or the ARN of a layer. */
export function layerNamed(
  text: string,
  context: OperationContext,
): { name: string; arn: string; layer: Layer | undefined } {
  const parsed = text.startsWith("arn:") ? parseArn(text) : undefined;
  const name = parsed ? parsed.resource.split(":")[1]! : text;
  const { account, region } = parsed ?? context;
  return {
    name,
    arn: layerArn({ account, region }, name),
    layer: context.allState.get(layers, account, region).get(name),
  };
}

/** A version by its ARN; undefined when there is none. */
function findLayerVersion(arn: string, context: OperationContext): LayerVersion | undefined {
  const parsed = parseArn(arn)!;
  const [, name, version] = parsed.resource.split(":");
  return context.allState.get(layers, parsed.account, parsed.region).get(name!)?.versions.get(Number(version));
}

/** For Get and Delete. */
export function checkVersionNumber(version: number): void {
  if (version < 1) throw invalidParameter("Layer Version Cannot be less than 1");
}

export function checkLayerArn(arn: string): void {
  if (!new RegExp(`^(${ARN})$`).test(arn))
    throw validationError(arn, "arn", `Member must satisfy regular expression pattern: ${ARN}`);
}

export function getLayerVersionByArn(arn: string, context: OperationContext): LayerVersion {
  const version = findLayerVersion(arn, context);
  if (!version) throw resourceNotFound("The resource you requested does not exist.");
  return version;
}

/** For the policy operations, which have words of their own. */
export function layerVersionForPolicy(name: string, version: number, context: OperationContext): LayerVersion {
  const { arn, layer } = layerNamed(name, context);
  const found = layer?.versions.get(version);
  if (!found) throw resourceNotFound(`Layer version ${arn}:${version} does not exist.`);
  return found;
}

export function layerVersionAccess(action: string, arn: string, context: OperationContext): AccessRequest {
  const policy = parseArn(arn)?.resource.split(":").length === 3 ? findLayerVersion(arn, context)?.policy : undefined;
  const resourcePolicy = policyDocument(policy);
  return { action: `lambda:${action}`, resource: arn, ...(resourcePolicy === undefined ? {} : { resourcePolicy }) };
}

export function checkCompatibility(input: Partial<PublishLayerVersionRequest>): void {
  const known = new Set([...RUNTIMES.split(", "), ...OLD_RUNTIMES.split(", ")]);
  const failures: string[] = [];
  if (input.CompatibleRuntimes?.some((runtime) => !known.has(runtime)))
    failures.push(
      `Value '[${input.CompatibleRuntimes.join(", ")}]' at 'compatibleRuntimes' failed to satisfy constraint: Member must satisfy enum value set: [${RUNTIMES}]`,
    );
  if (input.CompatibleArchitectures?.some((name) => name !== "x86_64" && name !== "arm64"))
    failures.push(
      `Value '[${input.CompatibleArchitectures.join(", ")}]' at 'compatibleArchitectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]`,
    );
  if (failures.length) throw validationErrors(failures);
}

function validationErrors(failures: string[]): Error {
  const error = validationError("", "", "");
  error.message = `${failures.length} validation error${failures.length > 1 ? "s" : ""} detected: ${failures.join("; ")}`;
  return error;
}

const LISTED_RUNTIMES =
  "ruby3.5, ruby2.6, dotnetcore1.0, python3.7, nodejs8.10, nasa, ruby2.7, python2.7-greengrass, dotnetcore2.0, python3.8, java21, dotnet6, dotnetcore2.1, python3.9, java11, nodejs6.10, provided, dotnetcore3.1, dotnet8, java25, java17, nodejs, nodejs4.3, java8.al2, go1.x, dotnet10, nodejs20.x, go1.9, byol, nodejs10.x, provided.al2023, nodejs22.x, python3.10, java8, nodejs12.x, python3.11, nodejs24.x, nodejs8.x, python3.12, nodejs14.x, nodejs8.9, nodejs26.x, python3.13, python3.14, nodejs16.x, python3.15, provided.al2, nodejs4.3-edge, nodejs18.x, ruby3.2, python3.4, ruby3.3, ruby3.4, ruby2.5, python3.6, python2.7";

interface ListFilter {
  CompatibleRuntime?: string | undefined;
  CompatibleArchitecture?: string | undefined;
}

export function checkListFilter({ CompatibleRuntime, CompatibleArchitecture }: ListFilter): void {
  const check = (value: string | undefined, member: string, all: string) => {
    if (value !== undefined && !all.split(", ").includes(value))
      throw validationError(value, member, `Member must satisfy enum value set: [${all}]`);
  };
  check(CompatibleRuntime, "compatibleRuntime", LISTED_RUNTIMES);
  check(CompatibleArchitecture, "compatibleArchitecture", "x86_64, arm64");
}

export function isCompatible(
  version: LayerVersion,
  { CompatibleRuntime, CompatibleArchitecture }: ListFilter,
): boolean {
  const has = (all: string[] | undefined, one: string | undefined) => one === undefined || (all ?? []).includes(one);
  return has(version.runtimes, CompatibleRuntime) && has(version.architectures, CompatibleArchitecture);
}

export function describeListed(version: LayerVersion): LayerVersionsListItem {
  return {
    LayerVersionArn: version.arn,
    Version: version.version,
    Description: version.description,
    CreatedDate: new Date(version.createdAt).toISOString().replace("Z", "+0000"),
    ...(version.runtimes ? { CompatibleRuntimes: version.runtimes } : {}),
    ...(version.architectures ? { CompatibleArchitectures: version.architectures } : {}),
    ...(version.license === undefined ? {} : { LicenseInfo: version.license }),
  };
}

export function describeLayerVersion(version: LayerVersion, context: OperationContext): GetLayerVersionResponse {
  return {
    ...describeListed(version),
    LayerArn: version.layerArn,
    Content: {
      Location: codeLocation("layers", version.code, context),
      CodeSha256: version.code.sha256,
      CodeSize: version.code.size,
    },
  };
}

/** The layers a function asks for, checked, in their order. */
export function resolveLayers(arns: string[], context: OperationContext): LayerUse[] {
  if (!arns.every((arn) => new RegExp(`^(${ARN})$`).test(arn)))
    throw validationError(
      `[${arns.join(", ")}]`,
      "layers",
      `Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ${ARN}, Member must not be null]`,
    );
  if (arns.some((arn) => parseArn(arn)!.region !== context.region))
    throw invalidParameter(
      `Layers are not in the same region as the function. Layers are expected to be in region ${context.region}.`,
    );
  if (arns.length > MAX_LAYERS) throw invalidParameter(`Cannot reference more than ${MAX_LAYERS} layers.`);
  const seen = new Map<string, string>();
  for (const arn of arns) {
    const layer = arn.slice(0, arn.lastIndexOf(":"));
    const other = seen.get(layer);
    if (other !== undefined)
      throw invalidParameter(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${other} and ${arn} are versions of the same layer.`,
      );
    seen.set(layer, arn);
  }
  return arns.map((arn) => {
    const version = findLayerVersion(arn, context);
    if (version) return { arn, code: version.code };
    if (parseArn(arn)!.account !== context.account && !accountIsUsed(arn, context))
      throw new NotEmulated(`the lambda layer ${arn}: there are only layers that were published to the sandbox`);
    throw invalidParameter(`Layer version ${arn} does not exist.`);
  });
}

function accountIsUsed(arn: string, context: OperationContext): boolean {
  const { account, region } = parseArn(arn)!;
  return context.allState.get(layers, account, region).size > 0;
}

/** The folder that stands for /opt: the layers over one another, the last on top. Functions with equal layers share it. */
export async function optFolder(uses: LayerUse[], context: OperationContext): Promise<string | undefined> {
  if (!uses.length) return undefined;
  const hash = createHash("sha256")
    .update(uses.map(({ code }) => code.sha256).join())
    .digest("hex");
  const folder = join(context.tempDir, "lambda", "opt", hash);
  if (existsSync(folder)) return folder;
  const aside = `${folder}-${randomUUID()}`;
  for (const { code } of uses) await cp(code.folder, aside, { recursive: true });
  await rename(aside, folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  return folder;
}
