import type { AccessRequest, OperationContext } from "../../../core/service.ts";
import { alarmArn, onAlarm } from "./alarm.ts";
import { tagConditions, type Tag } from "./tags.ts";

interface PutInput {
  AlarmName: string | undefined;
  OKActions?: string[] | undefined;
  AlarmActions?: string[] | undefined;
  InsufficientDataActions?: string[] | undefined;
  Tags?: Tag[] | undefined;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html (2026-11-21) */
export function putAccess(action: string, input: PutInput, context: OperationContext): AccessRequest[] {
  const { AlarmName: name = "", OKActions = [], AlarmActions = [], InsufficientDataActions = [], Tags } = input;
  const actions = [...OKActions, ...AlarmActions, ...InsufficientDataActions];
  const conditions = {
    ...tagConditions(Tags),
    ...(actions.length ? { "cloudwatch:AlarmActions": actions } : {}),
  };
  const put = onAlarm(action, name, context, conditions);
  return Tags?.length ? [put, onAlarm("TagResource", name, context, tagConditions(Tags))] : [put];
}

/** Of a request about the named alarms; about all of them where none is named. */
export function onAlarms(
  action: string,
  names: readonly string[] | undefined,
  context: OperationContext,
): AccessRequest[] {
  if (!names?.length) return [{ action: `cloudwatch:${action}`, resource: alarmArn("*", context) }];
  return names.map((name) => onAlarm(action, name, context));
}
