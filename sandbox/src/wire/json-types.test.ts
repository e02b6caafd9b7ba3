import * as dynamodb from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import { Codec } from "./codec.ts";

const codec = new Codec(dynamodb);

/** What the codec says to a PutItem with this body. */
async function refusal(body: string): Promise<string> {
  const headers = { "x-amz-target": "DynamoDB_20120810.PutItem", "content-type": "application/x-amz-json-1.0" };
  const request = {
    method: "POST",
    path: "/",
    query: new URLSearchParams(),
    rawQuery: "",
    headers,
    headerLines: [],
    host: "localhost",
    body: Buffer.from(body),
    remoteAddress: "127.0.0.1",
  };
  return codec.decode(request).then(
    () => "read",
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

describe("a body whose types are not those of the schema is refused before it is used", () => {
  test.each([
    ["null", "Unexpected value type in payload"],
    ['"text"', "Unexpected value type in payload"],
    ['{"TableName":1}', "NUMBER_VALUE cannot be converted to String"],
    ['{"TableName":true}', "TRUE_VALUE cannot be converted to String"],
    ['{"TableName":["a"]}', "Start of list found where not expected"],
    ['{"TableName":{}}', "Start of structure or map found where not expected"],
    ['{"Item":"a"}', "Unrecognized collection type class java.lang.String"],
    ['{"Item":{"pk":"a"}}', "Unexpected value type in payload"],
    ['{"Item":{"pk":{"S":1}}}', "NUMBER_VALUE cannot be converted to String"],
    ['{"Item":{"pk":{"L":{"a":{"S":"b"}}}}}', "Start of structure or map found where not expected"],
    ['{"Item":{"pk":{"SS":[{}]}}}', "Start of structure or map found where not expected"],
    ['{"Item":{"pk":{"BOOL":"true"}}}', "STRING_VALUE cannot be converted to Boolean"],
    ['{"Item":{"pk":{"B":7}}}', "NUMBER_VALUE cannot be converted to Blob"],
  ])("%s", async (body, message) => {
    expect(await refusal(body)).toBe(`SerializationException: ${message}`);
  });

  test("as it should be", async () => {
    const item = { pk: { S: "a" }, b: { B: "YQ==" }, l: { L: [{ NULL: true }, { M: { n: { N: "1" } } }] } };
    expect(await refusal(JSON.stringify({ TableName: "t", Item: item }))).toBe("read");
  });
});
