import type { TaskResource } from "../host.ts";

const PATTERN = /\.(sync:2|sync|waitForTaskToken)$/;

/** What the Resource of a Task state names; undefined when it is none of the kinds that exist. */
export function parseResource(arn: string): TaskResource | undefined {
  const [prefix, , service, , , ...rest] = arn.split(":");
  if (prefix !== "arn" || rest.length === 0) return undefined;
  if (service === "lambda" && rest[0] === "function") return { kind: "function", arn };
  if (service !== "states") return undefined;
  if (rest[0] === "activity") return { kind: "activity", arn };
  const isSdk = rest[0] === "aws-sdk";
  const [name, ...action] = isSdk ? rest.slice(1) : rest;
  const text = action.join(":");
  if (!name || !text) return undefined;
  const pattern = (PATTERN.exec(text)?.[1] ?? "request") as "request" | "sync" | "sync:2" | "waitForTaskToken";
  return { kind: "service", arn, isSdk, service: name, action: text.replace(PATTERN, ""), pattern };
}

/** resource and resourceType, as the events of a service integration have them. */
export function eventNames(resource: TaskResource & { kind: "service" }): { resource: string; resourceType: string } {
  const { isSdk, service, action, pattern } = resource;
  return {
    resource: pattern === "request" ? action : `${action}.${pattern}`,
    resourceType: isSdk ? `aws-sdk:${service}` : service,
  };
}
