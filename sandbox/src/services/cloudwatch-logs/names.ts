import { formatArn, parseArn } from "../../core/arn.ts";
import type { AccessRequest, OperationContext } from "../../core/service.ts";
import * as errors from "./errors.ts";
import { NAME_LENGTH } from "./limits.ts";
import { type LogGroup, logGroups, type LogStream } from "./log-group.ts";
import { policyDocument } from "./resource-policy.ts";

type Owner = { account: string; region: string };

/** The ARN without `:*`, as in logGroupArn, TagResource and resource policies. */
export function groupArn({ account, region }: Owner, group: string): string {
  return formatArn({ service: "logs", account, region, resource: `log-group:${group}` });
}

export function streamArn(owner: Owner, group: string, stream: string): string {
  return `${groupArn(owner, group)}:log-stream:${stream}`;
}

/** AWS asks for the streams of the group even where an action has none: `log-group:x` alone in a policy does not match, `log-group:x:*` does. */
export function onStream(
  action: string,
  group: string | undefined,
  stream: string | undefined,
  context: OperationContext,
): AccessRequest {
  const resource = streamArn(context, groupName(group ?? ""), stream ?? "");
  return { action, resource, resourcePolicy: policyDocument(context) };
}

/** A log group is named by its name or its ARN, with or without `:*`. */
export function groupName(identifier: string): string {
  const resource = parseArn(identifier)?.resource;
  return resource ? resource.replace(/^log-group:/, "").replace(/:.*$/, "") : identifier;
}

export function findGroup(context: OperationContext, identifier: string): LogGroup {
  const group = context.state(logGroups).get(groupName(identifier));
  if (!group) throw errors.groupNotFound();
  return group;
}

export function findStream(group: LogGroup, name: string): LogStream {
  const stream = group.streams.get(name);
  if (!stream) throw errors.streamNotFound();
  return stream;
}

/** For requests that take logGroupName or logGroupIdentifier, exactly one of them. */
export function chooseGroup(input: { logGroupName?: string; logGroupIdentifier?: string }): string {
  if (input.logGroupName !== undefined && input.logGroupIdentifier !== undefined)
    throw errors.validation("LogGroup name and LogGroup ARN are mutually exclusive parameters.");
  const chosen = input.logGroupName ?? input.logGroupIdentifier;
  if (chosen === undefined)
    throw errors.validation("Either LogGroup name or LogGroup ARN must be specified in the request.");
  return chosen;
}

export function checkGroupName(name: string): void {
  if (name.length > NAME_LENGTH) throw nameTooLong();
  if (!name.length) throw errors.constraint(name, "logGroupName", "have length greater than or equal to 1");
  if (!/^[.\-_/#A-Za-z0-9]+$/.test(name))
    throw errors.constraint(name, "logGroupName", String.raw`satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+`);
  if (name.startsWith("aws/")) throw errors.invalidParameter("Log groups starting with AWS/ are reserved for AWS.");
}

export function checkStreamName(name: string): void {
  if (name.length > NAME_LENGTH) throw nameTooLong();
  if (!name.length) throw errors.constraint(name, "logStreamName", "have length greater than or equal to 1");
  if (/[:*]/.test(name)) throw errors.constraint(name, "logStreamName", "satisfy regular expression pattern: [^:*]*");
}

function nameTooLong() {
  return errors.invalidParameter(
    `Invalid LogGroup or LogStream, both must have length less than or equal to ${NAME_LENGTH}.`,
  );
}
