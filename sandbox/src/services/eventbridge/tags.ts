import { parseArn } from "../../core/arn.ts";
import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { DEFAULT_BUS, getBus } from "./bus.ts";
import { invalidParameter } from "./errors.ts";
import { getRule } from "./rule.ts";

export function onTagged(action: string, arn: string): AccessRequest[] {
  return [{ action: `events:${action}`, resource: arn }];
}

/** The tags of the rule or bus with that ARN, to read and to change. */
export function taggedBy(text: string, context: OperationContext): Map<string, string> {
  const [, kind, path] = /^(rule|event-bus)\/(.+)$/.exec(parseArn(text)?.resource ?? "") ?? [];
  if (!path) throw invalidParameter("ResourceARN");
  if (kind === "event-bus") return getBus(path, context).tags;
  const slash = path.lastIndexOf("/");
  const bus = slash < 0 ? DEFAULT_BUS : path.slice(0, slash);
  return getRule(path.slice(slash + 1), bus, context).tags;
}
