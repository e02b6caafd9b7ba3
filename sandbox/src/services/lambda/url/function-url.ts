import type { Cors, FunctionUrlAuthType, FunctionUrlConfig, InvokeMode } from "@aws-sdk/client-lambda";
import type { State } from "../../../core/state.ts";
import { lowerId } from "../../../core/ids.ts";
import { resourceNotFound, validationError } from "../errors.ts";
import { functions, type LambdaFunction } from "../function.ts";
import type { Reference } from "../reference.ts";

/** The HTTPS endpoint of a function or of one of its aliases. It outlives the alias: requests are then refused. */
export interface FunctionUrl {
  /** First label of its host. */
  id: string;
  /** The alias; undefined for $LATEST. */
  qualifier: string | undefined;
  authType: FunctionUrlAuthType;
  cors: Cors | undefined;
  /** Undefined until it is set: AWS leaves it out of the answers to Create and Update then. */
  invokeMode: InvokeMode | undefined;
  createdAt: number;
  modifiedAt: number;
}

const AUTH_TYPES = ["NONE", "AWS_IAM"];
const INVOKE_MODES = ["RESPONSE_STREAM", "BUFFERED"];

export function newUrlId(): string {
  return lowerId(32);
}

export function findUrl(id: string, state: State): { owner: LambdaFunction; url: FunctionUrl } | undefined {
  for (const all of state.all(functions))
    for (const owner of all.values()) for (const url of owner.urls.values()) if (url.id === id) return { owner, url };
  return undefined;
}

export function urlHost(owner: LambdaFunction, url: FunctionUrl): string {
  return `${url.id}.lambda-url.${owner.region}.on.aws`;
}

/** The function a URL calls, with the alias. */
export function urlTarget(owner: LambdaFunction, url: FunctionUrl): string {
  return url.qualifier === undefined ? owner.arn : `${owner.arn}:${url.qualifier}`;
}

export function getUrl(owner: LambdaFunction | undefined, { qualifier }: Reference): FunctionUrl {
  const url = owner?.urls.get(qualifier ?? "");
  if (!url) throw resourceNotFound("The resource you requested does not exist.");
  return url;
}

/** Aliases only: neither versions nor $LATEST by name. */
export function checkUrlQualifier(qualifier: string | undefined): void {
  if (qualifier !== undefined && !/^(?!\d+$)[0-9a-zA-Z-_]+$/.test(qualifier))
    throw validationError(
      qualifier,
      "qualifier",
      "Member must satisfy regular expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)",
    );
}

export function checkUrlInput({ AuthType, InvokeMode }: { AuthType?: string; InvokeMode?: string }): void {
  const enumeration = (value: string | undefined, member: string, all: string[]) => {
    if (value !== undefined && !all.includes(value))
      throw validationError(value, member, `Member must satisfy enum value set: [${all.join(", ")}]`);
  };
  enumeration(AuthType, "authType", AUTH_TYPES);
  enumeration(InvokeMode, "invokeMode", INVOKE_MODES);
}

/** What Create and Update answer; Get and List say more. */
export function describeUrl(owner: LambdaFunction, url: FunctionUrl) {
  return {
    FunctionUrl: `https://${urlHost(owner, url)}/`,
    FunctionArn: urlTarget(owner, url),
    AuthType: url.authType,
    ...(url.cors ? { Cors: url.cors } : {}),
    ...(url.invokeMode ? { InvokeMode: url.invokeMode } : {}),
    CreationTime: new Date(url.createdAt).toISOString(),
  };
}

export function describeUrlFully(owner: LambdaFunction, url: FunctionUrl): FunctionUrlConfig {
  return {
    ...describeUrl(owner, url),
    InvokeMode: url.invokeMode ?? "BUFFERED",
    LastModifiedTime: new Date(url.modifiedAt).toISOString(),
  };
}
