import { NotEmulated } from "../../core/errors.ts";
import { services } from "../index.ts";
import { badRequest } from "./errors.ts";

/** The parts of arn:aws:apigateway:<region>:[<subdomain>.]<service>:(action|path)/<rest>. */
export interface ServiceUri {
  region: string;
  subdomain: string | undefined;
  service: string;
  kind: "action" | "path";
  /** The name of an action, or a path without its first slash. */
  rest: string;
}

const ARN = /^arn:aws[a-z-]*:apigateway:([a-z0-9-]+):(?:([^:]+)\.)?([a-z0-9-]+):(.*)$/s;
/** The second form invokes with a response stream. */
const INVOCATION =
  /^(?:2015-03-31\/functions\/(.+)\/invocations|2021-11-15\/functions\/(.+)\/response-streaming-invocations)$/;
const FUNCTION = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9-_]+(:[a-zA-Z0-9-_$]+)?$/;

/** Throws AWS's errors for URIs that are none. */
export function parseServiceUri(uri: string): ServiceUri {
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:/.test(uri)) throw badRequest("Invalid ARN specified in the request");
  const [, region, subdomain, service, target] = ARN.exec(uri) ?? [];
  const [, kind, rest] = /^(action|path)\/(.+)$/s.exec(target ?? "") ?? [];
  if (!region || !service || !kind || !rest) throw badRequest("AWS ARN for integration must contain path or action");
  return { region, subdomain, service, kind: kind as "action" | "path", rest };
}

/** The function of an invocation path; undefined for other targets. Stage variables are still in it. */
export function functionOf({ service, kind, rest }: ServiceUri): string | undefined {
  if (service !== "lambda" || kind !== "path") return undefined;
  const [, invoked, streamed] = INVOCATION.exec(rest) ?? [];
  return invoked ?? streamed;
}

/** Whether the function is to be invoked with a response stream. */
export function isStreamingUri({ rest }: ServiceUri): boolean {
  return rest.endsWith("/response-streaming-invocations");
}

export function isFunctionArn(text: string): boolean {
  return FUNCTION.test(text);
}

/** Refuses, before anything is created, a service that the sandbox has not. */
export function checkService(uri: ServiceUri): void {
  const exists = Object.values(services).some(({ signingName }) => signingName === uri.service);
  if (!exists) throw new NotEmulated(`the service "${uri.service}", which an api-gateway integration names`);
}

/** What API Gateway puts for ${stageVariables.name}; a variable that is not set leaves nothing. */
export function fillStageVariables(text: string, variables: Record<string, string>): string {
  return text.replace(/\$\{stageVariables\.([A-Za-z0-9_]+)\}/g, (_, name: string) => variables[name] ?? "");
}
