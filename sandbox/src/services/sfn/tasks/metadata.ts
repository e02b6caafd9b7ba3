import { randomUUID } from "node:crypto";
import type { Json, JsonObject } from "../../../core/json.ts";

/** SdkHttpMetadata and SdkResponseMetadata, which the Java SDK 1 adds to each answer, as recorded by service. */
export function sdkMetadata(service: string, body: Json): JsonObject {
  const id = randomUUID();
  const length = String(Buffer.byteLength(typeof body === "string" ? body : JSON.stringify(body)));
  const headers = { ...HEADERS[service]?.(id), "Content-Length": length, Date: new Date().toUTCString() };
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: id },
  };
}

type Headers = Record<string, string>;

const json =
  (version: string) =>
  (id: string): Headers => ({
    "x-amzn-RequestId": id,
    connection: "keep-alive",
    "Content-Type": `application/x-amz-json-${version}`,
  });

const HEADERS: Record<string, (id: string) => Headers> = {
  lambda: (id) => ({
    "X-Amz-Executed-Version": "$LATEST",
    "x-amzn-Remapped-Content-Length": "0",
    Connection: "keep-alive",
    "x-amzn-RequestId": id,
    "X-Amzn-Trace-Id": `root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomUUID().replaceAll("-", "").slice(0, 24)};sampled=0`,
    "Content-Type": "application/json",
  }),
  dynamodb: (id) => ({
    Server: "Server",
    Connection: "keep-alive",
    "x-amzn-RequestId": id,
    "x-amz-crc32": "0",
    "Content-Type": "application/x-amz-json-1.0",
  }),
  sqs: json("1.0"),
  states: json("1.0"),
  events: json("1.1"),
  sns: (id) => ({ "x-amzn-RequestId": id, "Content-Type": "text/xml" }),
};
