import * as s3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startS3Test } from "../testing.ts";
import { postForm, type Upload } from "./testing.ts";

// Errors: recordings of AWS, TestS3PresignedPost (2025).
let setup: Awaited<ReturnType<typeof startS3Test>>;
beforeAll(async () => {
  setup = await startS3Test();
});
afterAll(() => setup.stop());

const post = (Bucket: string, upload: Upload) => postForm(setup.sandbox.endpoint, Bucket, upload);

async function refusal(Bucket: string, upload: Upload) {
  const response = await post(Bucket, upload);
  const text = (await response.text()).replaceAll("&quot;", '"').replaceAll("&apos;", "'");
  const read = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
  return `${response.status} ${read("Code")}: ${read("Message")}`;
}

test("a signed form puts an object with what its fields say", async () => {
  const Bucket = await setup.newBucket();
  const fields = {
    key: "up/${filename}",
    "Content-Type": "image/png",
    "x-amz-meta-Who": "me",
    tagging: "<Tagging><TagSet><Tag><Key>a</Key><Value>b c</Value></Tag></TagSet></Tagging>",
  };

  const response = await post(Bucket, { fields, conditions: [["starts-with", "$key", "up/"]] });

  expect(response.status).toBe(204);
  expect(response.headers.get("etag")).toBe('"e80b5017098950fc58aad83c8c14978e"');
  const object = await setup.get(Bucket, "up/photo.png");
  expect(object).toMatchObject({ text: "abcdef", ContentType: "image/png", Metadata: { who: "me" } });
  const { TagSet } = await setup.client.send(new s3.GetObjectTaggingCommand({ Bucket, Key: "up/photo.png" }));
  expect(TagSet).toEqual([{ Key: "a", Value: "b c" }]);
});

test("the form chooses the answer", async () => {
  const Bucket = await setup.newBucket();
  const created = await post(Bucket, { fields: { success_action_status: "201" } });
  expect(created.status).toBe(201);
  expect(await created.text()).toContain(`<Bucket>${Bucket}</Bucket><Key>key</Key>`);
  const redirected = await post(Bucket, { fields: { success_action_redirect: "http://localhost/done" } });
  expect(redirected.status).toBe(303);
  expect(redirected.headers.get("location")).toBe(
    `http://localhost/done?bucket=${Bucket}&key=key&etag=%22e80b5017098950fc58aad83c8c14978e%22`,
  );
});

test("a form that its policy does not allow is refused", async () => {
  const Bucket = await setup.newBucket();
  const redirect = "http://localhost.test/random";
  const cases: [Upload, string][] = [
    [{ expiration: "2020-01-01T00:00:00Z" }, "403 AccessDenied: Invalid according to Policy: Policy expired."],
    [
      { conditions: [["content-length-range", 1, 5]] },
      "400 EntityTooLarge: Your proposed upload exceeds the maximum allowed size",
    ],
    [
      { conditions: [["content-length-range", 7, 9]] },
      "400 EntityTooSmall: Your proposed upload is smaller than the minimum allowed size",
    ],
    [
      { conditions: [["content-length-range", "test", 10]] },
      '403 AccessDenied: Invalid according to Policy: Policy Condition failed: ["content-length-range", "test", "10"]',
    ],
    [
      { fields: { success_action_redirect: "http://x" }, conditions: [["eq", "$success_action_redirect", redirect]] },
      `403 AccessDenied: Invalid according to Policy: Policy Condition failed: ["eq", "$success_action_redirect", "${redirect}"]`,
    ],
    [
      { conditions: [{ a: "b", c: "d" }] },
      "400 InvalidPolicyDocument: Invalid Policy: Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
    ],
    [
      { omit: ["X-Amz-Signature"] },
      "400 InvalidArgument: Bucket POST must contain a field named 'X-Amz-Signature'.  If it is specified, please check the order of the fields.",
    ],
    [
      { secret: "wrong" },
      "403 SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    ],
    [
      { omit: ["X-Amz-Signature", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "Policy"] },
      "403 AccessDenied: Access Denied",
    ],
  ];
  for (const [upload, expected] of cases) expect(await refusal(Bucket, upload)).toBe(expected);
  const plain = await fetch(`${setup.sandbox.endpoint}/${Bucket}`, { method: "POST", body: "x" });
  expect(plain.status).toBe(412);
});

test("an answer to a form of an allowed origin can be read by its page, also a refusal", async () => {
  const Bucket = await setup.newBucket();
  const CORSRules = [{ AllowedOrigins: ["*"], AllowedMethods: ["POST"] }];
  await setup.client.send(new s3.PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  const headers = { origin: "http://page", "content-type": "text/plain" };
  const response = await fetch(`${setup.sandbox.endpoint}/${Bucket}`, { method: "POST", body: "x", headers });
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
});
