import type { EventSourcePosition } from "@aws-sdk/client-lambda";
import { arnOf, create, fn, lambda, sqs, STREAM } from "./fixture.ts";

type Mapping = Parameters<typeof lambda.createEventSourceMapping>[0];

const map = (more: Partial<Mapping> = {}) =>
  lambda.createEventSourceMapping({ ...fn, EventSourceArn: STREAM, StartingPosition: "LATEST", ...more });

const QUEUE = arnOf("").replace(":lambda:", ":sqs:");
const mapQueue = (name: string, more: Partial<Mapping> = {}) =>
  lambda.createEventSourceMapping({ ...fn, EventSourceArn: `${QUEUE}${name}`, ...more });

export const eventSources = {
  "InvalidParameterValueException: Error occurred while ReceiveMessage. …": () => mapQueue("absent"),
  "InvalidParameterValueException: Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10":
    () => mapQueue("orders", { BatchSize: 11 }),
  "ResourceConflictException: An event source mapping with SQS arn …": async () => {
    await sqs.createQueue({ QueueName: "orders" });
    await mapQueue("orders");
    await mapQueue("orders");
  },
  "InvalidParameterValueException: Invalid filter pattern definition.": () =>
    map({ FilterCriteria: { Filters: [{ Pattern: "single-string" }] } }),
  'ResourceConflictException: The event source arn (" arn:<partition>:dynamodb:…': async () => {
    await create("mapped");
    await map({ FunctionName: "mapped" });
    await map({ FunctionName: "mapped" });
  },
  "InvalidParameterValueException: Stream not found: arn:<partition>:dynamodb:…": () =>
    map({
      EventSourceArn:
        "arn:aws:dynamodb:us-east-1:111111111111:table/test-table-4a53f4e8/stream/2025-02-22T03:03:25.490",
    }),
  "InvalidParameterValueException: Unrecognized event source.": () =>
    lambda.createEventSourceMapping({ ...fn, StartingPosition: "LATEST" }),
  "InvalidParameterValueException: Function does not exist": () => map({ FunctionName: "absent" }),
  "InvalidParameterValueException: Unsupported DestinationConfig parameter for given event source mapping type.": () =>
    map({ DestinationConfig: { OnSuccess: { Destination: "arn:aws:s3:::bucket" } } }),
  "InvalidParameterValueException: 1 validation error detected: Value null at 'startingPosition' …": () =>
    lambda.createEventSourceMapping({ ...fn, EventSourceArn: STREAM }),
  "ValidationException: 1 validation error detected: Value 'invalid' at 'startingPosition' …": () =>
    map({ StartingPosition: "invalid" as EventSourcePosition }),
  "InvalidParameterValueException: Unsupported starting position for arn type: …": () =>
    map({ StartingPosition: "AT_TIMESTAMP" }),
};
