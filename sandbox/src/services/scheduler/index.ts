/**
 * Amazon EventBridge Scheduler.
 *
 * Emulated: schedules with cron, rate and at expressions, time zones with daylight saving, start and end, flexible windows, deletion after
 * completion; groups with tags; templated targets Lambda, SQS (FIFO too), SNS, Step Functions and EventBridge with the role of the schedule;
 * universal targets, for the services of the sandbox; context attributes in the input; retry policies and dead-letter queues; `AWS::Scheduler::Schedule`, `ScheduleGroup`. Codes and messages
 * follow recordings for invalid expressions, else documentation or memory.
 *
 * Gaps: templated targets of other services, customer keys. A deletion that is repeated with its client token gets ResourceNotFoundException.
 *
 * By design: a schedule runs to the millisecond, where AWS promises a minute; AWS invokes at least once, here it is once. The attributes of a message in a
 * dead-letter queue are named from memory, and back-off and jitter of retries are ours.
 */
import { defineService } from "../../core/service.ts";
import { createSchedule } from "./operations/create-schedule.ts";
import { createScheduleGroup } from "./operations/create-schedule-group.ts";
import { deleteSchedule } from "./operations/delete-schedule.ts";
import { deleteScheduleGroup } from "./operations/delete-schedule-group.ts";
import { getSchedule } from "./operations/get-schedule.ts";
import { getScheduleGroup } from "./operations/get-schedule-group.ts";
import { listScheduleGroups } from "./operations/list-schedule-groups.ts";
import { listSchedules } from "./operations/list-schedules.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateSchedule } from "./operations/update-schedule.ts";
import { schedule } from "./resources/schedule.ts";
import { scheduleGroup } from "./resources/schedule-group.ts";

export const scheduler = defineService({
  id: "scheduler",
  client: () => import("@aws-sdk/client-scheduler"),
  operations: {
    CreateSchedule: createSchedule,
    CreateScheduleGroup: createScheduleGroup,
    DeleteSchedule: deleteSchedule,
    DeleteScheduleGroup: deleteScheduleGroup,
    GetSchedule: getSchedule,
    GetScheduleGroup: getScheduleGroup,
    ListScheduleGroups: listScheduleGroups,
    ListSchedules: listSchedules,
    ListTagsForResource: listTagsForResource,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateSchedule: updateSchedule,
  },
  resources: { "AWS::Scheduler::Schedule": schedule, "AWS::Scheduler::ScheduleGroup": scheduleGroup },
});
