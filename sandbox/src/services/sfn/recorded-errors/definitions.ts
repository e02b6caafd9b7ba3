import { create, defined, LOG_GROUP } from "./fixture.ts";

const task = (more: object) => ({
  Type: "Task",
  Resource: "arn:aws:lambda:us-east-1:111111111111:function:f",
  End: true,
  ...more,
});
const EXPRESS = { type: "EXPRESS" as const };
const queue = "https://sqs.us-east-1.amazonaws.com/111111111111/q";

export const definitions = {
  "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'RoleArn' is required …":
    defined({
      State0: task({ Credentials: {} }),
    }),
  "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: String does not match RFC3339 …":
    defined({
      WaitUntil: { Type: "Wait", Timestamp: "2016-12-05 21:29:29Z", End: true },
    }),
  "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The value for the field 'parsed.$' …":
    defined({
      IntrinsicEscape: {
        Type: "Pass",
        Parameters: {
          "parsed.$": String.raw`States.StringToJson('{\"text\":\"An \\\"escaped double quote\\\" here\"}')`,
        },
        End: true,
      },
    }),
  "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The resource provided …": defined({
    Query: task({ Resource: "arn:aws:states:::dynamodb:query" }),
  }),
  "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'":
    () => create({ definition: JSON.stringify({ StartAt: "S" }) }),
  "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Express state machine does not support '.waitForTaskToken' …":
    defined(
      {
        Publish: task({
          Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
          Parameters: { QueueUrl: queue, "MessageBody.$": "$$.Task.Token" },
        }),
      },
      EXPRESS,
    ),
  "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Express state machine does not support '.sync' …":
    defined({ StartExecution: task({ Resource: "arn:aws:states:::states:startExecution.sync" }) }, EXPRESS),
  "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Express state machine does not support Activity …":
    defined({ ActivityTask: task({ Resource: "arn:aws:states:us-east-1:111111111111:activity:a" }) }, EXPRESS),
  "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'":
    defined({ StateName: { Type: "Parallel", Branches: [], End: true } }),
  "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Type' should …": defined({
    ExistingButInvalidState: { Type: "Wrong", End: true },
  }),
  "InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log Destination.": () =>
    create({ loggingConfiguration: { level: "ALL" } }),
  "InvalidLoggingConfiguration: Invalid Logging Configuration: Log Destination not found.": () =>
    create({
      loggingConfiguration: {
        level: "ALL",
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: LOG_GROUP.replace("there", "gone") } }],
      },
    }),
};
