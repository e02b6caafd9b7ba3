import * as s3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startS3Test } from "./testing.ts";

// Answers: recordings of AWS, test_s3_cors (2025).
let setup: Awaited<ReturnType<typeof startS3Test>>;
beforeAll(async () => {
  setup = await startS3Test();
});
afterAll(() => setup.stop());

const ORIGIN = "https://localhost:4200";
const NOT_ALLOWED =
  "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource&apos;s CORS spec.";

async function corsBucket(...CORSRules: s3.CORSRule[]): Promise<string> {
  const Bucket = await setup.newBucket();
  await setup.put(Bucket, "key");
  if (CORSRules.length)
    await setup.client.send(new s3.PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  return Bucket;
}

const ask = (path: string, headers: Record<string, string>, method = "OPTIONS") =>
  fetch(`${setup.sandbox.endpoint}/${path}`, { method, headers });

async function refusal(path: string, headers: Record<string, string>) {
  const response = await ask(path, headers);
  const text = await response.text();
  const read = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]?.replaceAll("'", "&apos;");
  return [response.status, ...["Code", "Message", "Method", "ResourceType"].map(read)];
}

test("a preflight that a rule allows is answered with the rule", async () => {
  const Bucket = await corsBucket({
    AllowedOrigins: [ORIGIN, "http://*.example.com"],
    AllowedMethods: ["GET", "PUT"],
    AllowedHeaders: ["x-amz-*", "Content-Type"],
    ExposeHeaders: ["ETag", "x-amz-request-id"],
    MaxAgeSeconds: 3000,
  });

  const response = await ask(`${Bucket}/key`, {
    Origin: ORIGIN,
    "Access-Control-Request-Method": "PUT",
    "Access-Control-Request-Headers": "X-Amz-Acl,content-type",
  });

  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "access-control-allow-origin": ORIGIN,
    "access-control-allow-credentials": "true",
    "access-control-allow-methods": "GET, PUT",
    "access-control-allow-headers": "x-amz-acl, content-type",
    "access-control-expose-headers": "ETag, x-amz-request-id",
    "access-control-max-age": "3000",
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  });
  const other = { Origin: "http://test.example.com", "Access-Control-Request-Method": "GET" };
  expect((await ask(`${Bucket}/key`, other)).headers.get("access-control-allow-origin")).toBe(other.Origin);
});

test("a wildcard origin is answered with a wildcard, without credentials", async () => {
  const Bucket = await corsBucket({ AllowedOrigins: ["*"], AllowedMethods: ["GET"] });
  const response = await ask(`${Bucket}/key`, { Origin: "http://any", "Access-Control-Request-Method": "GET" });
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.has("access-control-allow-credentials")).toBe(false);
  expect(response.headers.has("access-control-max-age")).toBe(false);
});

test("a preflight that no rule allows is refused", async () => {
  const Bucket = await corsBucket({ AllowedOrigins: [ORIGIN], AllowedMethods: ["GET"], AllowedHeaders: ["x-amz-a"] });
  const plain = await corsBucket();
  const asking = (more: Record<string, string>) => ({
    Origin: ORIGIN,
    "Access-Control-Request-Method": "GET",
    ...more,
  });

  for (const [path, type] of [
    [`${Bucket}/key`, "OBJECT"],
    [Bucket, "BUCKET"],
  ] as const) {
    expect(await refusal(path, asking({ Origin: "http://other" }))).toEqual([
      403,
      "AccessForbidden",
      NOT_ALLOWED,
      "GET",
      type,
    ]);
  }
  expect((await refusal(`${Bucket}/key`, asking({ "Access-Control-Request-Method": "PUT" })))[3]).toBe("PUT");
  expect((await refusal(`${Bucket}/key`, asking({ "Access-Control-Request-Headers": "x-amz-b" })))[0]).toBe(403);
  expect(await refusal(`${Bucket}/key`, {})).toEqual([
    400,
    "BadRequest",
    "Insufficient information. Origin request header needed.",
    undefined,
    undefined,
  ]);
  expect(await refusal(`${plain}/key`, { Origin: ORIGIN })).toEqual([
    403,
    "AccessForbidden",
    "CORSResponse: CORS is not enabled for this bucket.",
    "OPTIONS",
    "BUCKET",
  ]);
  expect((await refusal("no-such-bucket-here/key", asking({})))[2]).toBe("CORSResponse: Bucket not found");
});

test("answers to requests of an allowed origin carry the headers, errors too", async () => {
  const Bucket = await corsBucket({ AllowedOrigins: [ORIGIN], AllowedMethods: ["GET"] });
  const denied = await ask(`${Bucket}/key`, { Origin: ORIGIN }, "GET");
  expect(denied.status).toBe(403);
  expect(denied.headers.get("access-control-allow-origin")).toBe(ORIGIN);
  expect((await ask(`${Bucket}/key`, { Origin: "http://other" }, "GET")).headers.has("vary")).toBe(false);
  expect((await ask(`${Bucket}/key`, {}, "GET")).headers.has("access-control-allow-origin")).toBe(false);
});

test("rules that S3 refuses are refused", async () => {
  const refused: [Partial<s3.CORSRule>, string][] = [
    [{ AllowedMethods: ["PATCH"] }, "Found unsupported HTTP method in CORS config. Unsupported method is PATCH"],
    [{ AllowedOrigins: ["*a*"] }, 'AllowedOrigin "*a*" can not have more than one wildcard.'],
    [
      { ExposeHeaders: ["*"] },
      'ExposeHeader "*" contains wildcard. We currently do not support wildcard for ExposeHeader.',
    ],
  ];
  for (const [rule, message] of refused)
    await expect(corsBucket({ AllowedOrigins: ["*"], AllowedMethods: ["GET"], ...rule })).rejects.toThrow(message);
});
