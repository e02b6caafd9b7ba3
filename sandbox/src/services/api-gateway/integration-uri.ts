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
const INVOCATION = /^2015-03-31\/functions\/(.+)\/invocations$/;
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
  return service === "lambda" && kind === "path" ? INVOCATION.exec(rest)?.[1] : undefined;
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
