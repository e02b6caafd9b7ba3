import { randomUUID } from "node:crypto";
import type { Architecture, RecursiveLoop, Runtime, TracingMode } from "@aws-sdk/client-lambda";
import { formatArn } from "../../core/arn.ts";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import type { EventInvokeConfig } from "./async/event-invoke-config.ts";
import type { ProvisionedConcurrency } from "./provisioned-concurrency.ts";
import type { Deployment } from "./runtime/deployment.ts";
import type { LogLevel } from "./runtime/protocol.ts";
import type { FunctionUrl } from "./url/function-url.ts";

export const LATEST = "$LATEST";

/** The configuration of one version. */
export interface Settings {
  role: string;
  runtime: Runtime;
  handler: string;
  description: string;
  timeout: number;
  memorySize: number;
  /** Undefined when never given: AWS then answers without Environment. */
  variables: Record<string, string> | undefined;
  architecture: Architecture;
  ephemeralStorage: number;
  tracing: TracingMode;
  /** ARN of the queue that takes the events nobody could handle. */
  deadLetterTarget: string | undefined;
  layers: LayerUse[];
  /** The folder that stands for /opt. */
  optDir?: string;
  logging: {
    format: "Text" | "JSON";
    group: string;
    applicationLevel?: LogLevel;
    systemLevel?: "DEBUG" | "INFO" | "WARN";
  };
}

/** A layer as a function uses it; the version may be deleted since. */
export interface LayerUse {
  arn: string;
  code: CodePackage;
}

export interface CodePackage {
  /** Base64, as CodeSha256. */
  sha256: string;
  size: number;
  /** Bytes of its files. */
  unzipped: number;
  /** Folder of the unpacked files. */
  folder: string;
}

export interface FunctionVersion {
  version: string;
  settings: Settings;
  code: CodePackage;
  revisionId: string;
  lastModified: number;
  /** What its execution environments run. */
  deployment: Deployment;
}

export interface Alias {
  name: string;
  version: string;
  /** Share of the invocations that another version gets. */
  weights: Record<string, number>;
  description: string;
  revisionId: string;
}

export interface ResourcePolicy {
  statements: Record<string, unknown>[];
  revisionId: string;
}

export interface LambdaFunction {
  name: string;
  arn: string;
  account: string;
  region: string;
  latest: FunctionVersion;
  /** Published versions, oldest first. */
  versions: Map<string, FunctionVersion>;
  lastVersion: number;
  aliases: Map<string, Alias>;
  /** By qualifier; "" is the function's own. */
  policies: Map<string, ResourcePolicy>;
  tags: Record<string, string>;
  /** By qualifier, $LATEST for the function's own. */
  eventInvokeConfigs: Map<string, EventInvokeConfig>;
  /** By alias; "" is the function's own. */
  urls: Map<string, FunctionUrl>;
  reservedConcurrency: number | undefined;
  recursiveLoop: RecursiveLoop;
  /** By version or alias. */
  provisioned: Map<string, ProvisionedConcurrency>;
  /** Invocations in progress, of all versions. */
  running: number;
}

export const functions = defineStore("regional", () => new Map<string, LambdaFunction>());

export function functionArn({ account, region }: { account: string; region: string }, name: string): string {
  return formatArn({ service: "lambda", region, account, resource: `function:${name}` });
}

/** A version ready to run. */
export function createVersion(
  owner: { name: string; account: string; region: string },
  version: string,
  settings: Settings,
  code: CodePackage,
  context: Pick<OperationContext, "clock">,
): FunctionVersion {
  const { logging } = settings;
  return {
    version,
    settings,
    code,
    revisionId: randomUUID(),
    lastModified: context.clock.now(),
    deployment: {
      functionName: owner.name,
      version,
      account: owner.account,
      region: owner.region,
      runtime: settings.runtime,
      handler: settings.handler,
      codeDir: code.folder,
      ...(settings.optDir === undefined ? {} : { optDir: settings.optDir }),
      memorySize: settings.memorySize,
      ephemeralStorage: settings.ephemeralStorage,
      timeoutSeconds: settings.timeout,
      variables: settings.variables ?? {},
      logging: {
        group: logging.group,
        format: logging.format,
        applicationLevel: logging.applicationLevel ?? "INFO",
        systemLevel: logging.systemLevel ?? "INFO",
      },
    },
  };
}
