import type { CreateScheduleCommandInput, CreateScheduleCommandOutput } from "@aws-sdk/client-scheduler";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceProvider } from "../../../core/resource.ts";

/** AWS::Scheduler::Schedule. `Ref` is the name; the group belongs to its identity. */
export const schedule: ResourceProvider = {
  emulates: {
    Name: true,
    GroupName: true,
    Description: true,
    ScheduleExpression: true,
    ScheduleExpressionTimezone: true,
    StartDate: true,
    EndDate: true,
    State: true,
    FlexibleTimeWindow: true,
    Target: {
      Arn: true,
      RoleArn: true,
      Input: true,
      RetryPolicy: true,
      DeadLetterConfig: true,
      EventBridgeParameters: true,
      SqsParameters: true,
    },
  },

  async create(properties, context) {
    const Name: string = properties.Name ?? context.generateName({ maxLength: 64 });
    const { ScheduleArn } = await context.call<CreateScheduleCommandInput, CreateScheduleCommandOutput>(
      "scheduler",
      "CreateSchedule",
      { ...valuesOf(properties), Name },
    );
    return { physicalId: Name, attributes: { Arn: ScheduleArn } };
  },

  async update(properties, old, context) {
    const Name = old.created.physicalId;
    await context.call("scheduler", "UpdateSchedule", { ...valuesOf(properties), Name });
    return old.created;
  },

  async delete({ physicalId }: Created, context, { GroupName }) {
    try {
      await context.call("scheduler", "DeleteSchedule", { Name: physicalId, GroupName });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

/** Templates give numbers and dates as texts too. */
function valuesOf(properties: Properties): Omit<CreateScheduleCommandInput, "Name"> {
  const { Target, FlexibleTimeWindow: window } = properties;
  const numbers = (value: Record<string, unknown> | undefined) =>
    value && Object.fromEntries(Object.entries(value).map(([name, number]) => [name, Number(number)]));
  return {
    GroupName: properties.GroupName,
    Description: properties.Description,
    ScheduleExpression: properties.ScheduleExpression,
    ScheduleExpressionTimezone: properties.ScheduleExpressionTimezone,
    StartDate: properties.StartDate === undefined ? undefined : new Date(properties.StartDate as string),
    EndDate: properties.EndDate === undefined ? undefined : new Date(properties.EndDate as string),
    State: properties.State,
    FlexibleTimeWindow: {
      Mode: window.Mode,
      ...(window.MaximumWindowInMinutes === undefined
        ? {}
        : { MaximumWindowInMinutes: Number(window.MaximumWindowInMinutes) }),
    },
    Target: { ...Target, ...(Target.RetryPolicy && { RetryPolicy: numbers(Target.RetryPolicy) }) },
  };
}
