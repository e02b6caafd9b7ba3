import { DynamoDBStreams } from "@aws-sdk/client-dynamodb-streams";
import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { RECORDED_ACCOUNT } from "../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../testing.ts";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());
const streams = new DynamoDBStreams(sandbox.client({ account: RECORDED_ACCOUNT }));

compareErrors("dynamodbstreams", {
  raised: {
    "ResourceNotFoundException: Requested resource not found: Stream: …": () =>
      streams.describeStream({
        StreamArn: "arn:aws:dynamodb:us-east-1:111111111111:table/orders/stream/2024-11-18T14:36:44.149",
      }),
  },
  beyond: {},
});
