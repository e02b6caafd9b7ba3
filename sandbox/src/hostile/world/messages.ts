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
  cloudwatch: [
    ["PutMetricData", { Namespace: "hostile", MetricData: [{ MetricName: "metric", Values: [1, 2], Counts: [3, 4] }] }],
    [
      "PutMetricAlarm",
      {
        AlarmName: "hostile-alarm",
        Namespace: "hostile",
        MetricName: "metric",
        Statistic: "Sum",
        Period: 60,
        EvaluationPeriods: 2,
        Threshold: 1,
        ComparisonOperator: "GreaterThanThreshold",
        AlarmActions: [FUNCTION],
        Tags: [{ Key: "a", Value: "b" }],
      },
    ],
    ["PutCompositeAlarm", { AlarmName: "hostile-composite", AlarmRule: "ALARM(hostile-alarm) OR NOT TRUE" }],
    [
      "GetMetricData",
      {
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(),
        MetricDataQueries: [
          { Id: "a", MetricStat: { Metric: { Namespace: "hostile", MetricName: "metric" }, Period: 60, Stat: "p90" } },
          { Id: "b", Expression: "IF(a > 1, SUM([a, FILL(a, 0)]), 2)" },
        ],
      },
    ],
    ["DescribeAlarms", {}],
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
    [
      "CreateConnection",
      {
        Name: "hostile-connection",
        AuthorizationType: "OAUTH_CLIENT_CREDENTIALS",
        AuthParameters: {
          OAuthParameters: {
            AuthorizationEndpoint: "https://example.com/token",
            HttpMethod: "POST",
            ClientParameters: { ClientID: "id", ClientSecret: "secret" },
            OAuthHttpParameters: { BodyParameters: [{ Key: "grant_type", Value: "client_credentials" }] },
          },
          InvocationHttpParameters: { HeaderParameters: [{ Key: "x", Value: "y", IsValueSecret: true }] },
        },
      },
    ],
    [
      "CreateApiDestination",
      (known) => ({
        Name: "hostile-destination",
        ConnectionArn: known.one("ConnectionArn"),
        InvocationEndpoint: "https://example.com/*",
        HttpMethod: "POST",
        InvocationRateLimitPerSecond: 10,
      }),
    ],
  ],
  pipes: [
    [
      "CreatePipe",
      {
        Name: "hostile-pipe",
        Source: "arn:aws:sqs:us-east-1:000000000000:hostile-queue",
        SourceParameters: {
          FilterCriteria: { Filters: [{ Pattern: '{"body":{"a":[1]}}' }] },
          SqsQueueParameters: { BatchSize: 2, MaximumBatchingWindowInSeconds: 1 },
        },
        Target: FUNCTION,
        TargetParameters: { InputTemplate: '{"a": <$.body.a>}' },
        RoleArn: ROLE,
        Tags: { a: "b" },
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
