import { ROLE, FUNCTION, type World } from "./step.ts";

export const messages: World = {
  sqs: [
    ["CreateQueue", { QueueName: "hostile-queue", Attributes: { VisibilityTimeout: "30" } }],
    ["SendMessage", (known) => ({ QueueUrl: known.one("QueueUrl"), MessageBody: "body", DelaySeconds: 0 })],
    ["ReceiveMessage", (known) => ({ QueueUrl: known.one("QueueUrl"), MaxNumberOfMessages: 1, WaitTimeSeconds: 0 })],
  ],
  sns: [
    ["CreateTopic", { Name: "hostile-topic" }],
    ["Subscribe", (known) => ({ TopicArn: known.one("TopicArn"), Protocol: "lambda", Endpoint: FUNCTION })],
    ["Publish", (known) => ({ TopicArn: known.one("TopicArn"), Message: "message" })],
  ],
  eventbridge: [
    ["CreateEventBus", { Name: "hostile-bus" }],
    ["PutRule", { Name: "hostile-rule", EventPattern: '{"source":["a",{"prefix":"b"}]}', State: "ENABLED" }],
    ["PutTargets", { Rule: "hostile-rule", Targets: [{ Id: "target", Arn: FUNCTION }] }],
    ["PutEvents", { Entries: [{ Source: "a", DetailType: "type", Detail: '{"b":1}' }] }],
    [
      "TestEventPattern",
      {
        EventPattern: '{"source":["a"]}',
        Event:
          '{"id":"1","source":"a","detail-type":"t","account":"1","time":"2026-01-01T00:00:00Z","region":"r","resources":[]}',
      },
    ],
  ],
  scheduler: [
    ["CreateScheduleGroup", { Name: "hostile-schedules" }],
    [
      "CreateSchedule",
      {
        Name: "hostile-schedule",
        ScheduleExpression: "cron(0 12 ? * MON-FRI *)",
        ScheduleExpressionTimezone: "Europe/Berlin",
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: { Arn: FUNCTION, RoleArn: ROLE },
      },
    ],
  ],
  sfn: [
    [
      "CreateStateMachine",
      {
        name: "hostile-machine",
        roleArn: ROLE,
        definition: JSON.stringify({
          StartAt: "Choice",
          States: {
            Choice: { Type: "Choice", Choices: [{ Variable: "$.a", NumericEquals: 1, Next: "Pass" }], Default: "Done" },
            Pass: { Type: "Pass", Parameters: { "b.$": "States.Format('{}', $.a)" }, Next: "Done" },
            Done: { Type: "Succeed" },
          },
        }),
      },
    ],
    ["StartExecution", (known) => ({ stateMachineArn: known.one("stateMachineArn"), input: '{"a":1}' })],
  ],
};
