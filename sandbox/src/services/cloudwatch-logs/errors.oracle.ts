import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { RECORDED_ACCOUNT } from "../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../testing.ts";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());
const logs = new CloudWatchLogs(sandbox.client({ account: RECORDED_ACCOUNT }));

const group = { logGroupName: "existing" };
const stream = { ...group, logStreamName: "stream" };
await logs.createLogGroup(group);
await logs.createLogStream(stream);
const now = Date.now();

compareErrors("logs", {
  raised: {
    "ResourceNotFoundException: Policy with name [non-existent] does not exist.": () =>
      logs.deleteResourcePolicy({ policyName: "non-existent" }),
    "LimitExceededException: Resource limit exceeded.": async () => {
      const policyDocument = JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { Service: "route53.amazonaws.com" }, Action: "logs:*", Resource: "*" },
        ],
      });
      for (let count = 0; count <= 10; count++)
        await logs.putResourcePolicy({ policyName: `p${count}`, policyDocument });
    },
    "ResourceNotFoundException: The specified log stream does not exist.": () =>
      logs.putLogEvents({ ...group, logStreamName: "absent", logEvents: [{ timestamp: now, message: "a" }] }),
    "InvalidParameterException: Log events in a single PutLogEvents request must be in chronological order.": () =>
      logs.putLogEvents({
        ...stream,
        logEvents: [
          { timestamp: now, message: "late" },
          { timestamp: now - 1000, message: "early" },
        ],
      }),
    "InvalidParameterException: The specified nextToken is invalid.": () =>
      logs.getLogEvents({ ...stream, nextToken: "invalid" }),
    "InvalidParameterException: 1 validation error detected: Value '10001' at 'limit' …": () =>
      logs.getLogEvents({ ...stream, limit: 10_001 }),
    "ResourceNotFoundException: The specified log group does not exist.": () =>
      logs.describeLogStreams({ logGroupName: "absent" }),
    "ResourceAlreadyExistsException: The specified log group already exists": () => logs.createLogGroup(group),
    "InvalidParameterException: Invalid LogGroup or LogStream, both must have length less than or equal to 512.": () =>
      logs.createLogStream({ ...group, logStreamName: "x".repeat(513) }),
    "InvalidParameterException: LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.":
      () => logs.describeLogGroups({ logGroupNamePrefix: "a", logGroupNamePattern: "b" }),
    "ResourceAlreadyExistsException: The specified log stream already exists": () => logs.createLogStream(stream),
    "ValidationException: LogGroup name and LogGroup ARN are mutually exclusive parameters.": () =>
      logs.describeLogStreams({ ...group, logGroupIdentifier: "existing" }),
  },
  beyond: {
    "Deliveries are not emulated": [
      "ValidationException: 1 validation error detected: Value 'foobar' at 'outputFormat' …",
      "ResourceNotFoundException: Requested Delivery …",
      "ResourceNotFoundException: Cannot access provided service.",
    ],
    "Export tasks are not emulated": [
      "InvalidParameterException: The given bucket does not exist. …",
      "ResourceNotFoundException: The specified export task does not exist.",
    ],
    "Metric filters are not emulated": [
      "InvalidParameterException: 1 validation error detected: Value '[MetricTransformation(…",
      "InvalidParameterException: 1 validation error detected: Value '…' at 'filterName' …",
      "InvalidParameterException: 1 validation error detected: Value '…' at 'filterPattern' …",
      "InvalidParameterException: 1 validation error detected: Value '…' at 'filterNamePrefix' …",
      "InvalidParameterException: 1 validation error detected: Value '…' at 'metricName' …",
    ],
    "Logs Insights is not emulated": ["ResourceNotFoundException: Log group '…' does not exist for account ID …"],
    "Subscription filters are not emulated": [
      "ResourceNotFoundException: The specified subscription filter does not exist.",
      "AccessDeniedException: Cross-account lambda invocation passing is not allowed. …",
      "InvalidParameterException: destinationArn for vendor kinesis cannot be used without roleArn",
    ],
  },
});
