import { parseArn } from "../../../core/arn.ts";
import { NotEmulated } from "../../../core/errors.ts";
import type { AccessRequest, OperationContext } from "../../../core/service.ts";
import { resourceNotFound, validation } from "../errors.ts";
import { findAlarm, onAlarm, type Alarm } from "./alarm.ts";

/** The name of the alarm in an ARN; other things of CloudWatch's that have tags are not emulated. */
function nameIn(arn: string): string {
  const parsed = parseArn(arn);
  if (parsed?.service !== "cloudwatch") throw validation(`Invalid arn syntax: ${arn}`);
  const [, name] = /^alarm:(.+)$/.exec(parsed.resource) ?? [];
  if (name === undefined) throw new NotEmulated(`tags of ${arn}: of CloudWatch's resources only alarms`);
  return name;
}

export function taggedAlarm(arn: string, context: OperationContext): Alarm {
  const alarm = findAlarm(nameIn(arn), context);
  if (!alarm) throw resourceNotFound(arn);
  return alarm;
}

export function onTagged(
  action: string,
  arn: string,
  context: OperationContext,
  conditions: Record<string, string | string[]> = {},
): AccessRequest[] {
  return [onAlarm(action, nameIn(arn), context, conditions)];
}
