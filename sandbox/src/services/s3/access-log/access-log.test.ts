import * as s3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../../testing.ts";
import { startS3Test } from "../testing.ts";

// Format: https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html (2026-11).
let setup: Awaited<ReturnType<typeof startS3Test>>;
beforeAll(async () => {
  setup = await startS3Test();
});
afterAll(() => setup.stop());

const jump = () => setup.sandbox.control(`jump?within=${10 * 60_000}`);

async function logged(Bucket: string, TargetBucket: string, more: Partial<s3.LoggingEnabled> = {}): Promise<void> {
  const LoggingEnabled = { TargetBucket, TargetPrefix: "logs/", ...more };
  await setup.client.send(new s3.PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: { LoggingEnabled } }));
}

/** As CDK writes it for a bucket of logs. */
const allow = (Bucket: string, source: string) =>
  setup.client.send(
    new s3.PutBucketPolicyCommand({
      Bucket,
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "logging.s3.amazonaws.com" },
            Action: "s3:PutObject",
            Resource: `arn:aws:s3:::${Bucket}/logs/*`,
            Condition: {
              ArnLike: { "aws:SourceArn": `arn:aws:s3:::${source}` },
              StringEquals: { "aws:SourceAccount": "000000000000" },
            },
          },
        ],
      }),
    }),
  );

async function delivered(Bucket: string): Promise<{ Key: string; lines: string[] }> {
  await jump();
  return eventually(async () => {
    const { Contents = [] } = await setup.client.send(new s3.ListObjectsV2Command({ Bucket, Prefix: "logs/" }));
    expect(Contents).toHaveLength(1);
    const { text } = await setup.get(Bucket, Contents[0]!.Key!);
    return { Key: Contents[0]!.Key!, lines: text.trimEnd().split("\n") };
  });
}

test("requests are logged into the target bucket, one line each", async () => {
  const [Bucket, target] = [await setup.newBucket(), await setup.newBucket()];
  await allow(target, Bucket);
  await logged(Bucket, target);

  await setup.put(Bucket, "a b", "hello");
  await fetch(`${setup.sandbox.endpoint}/${Bucket}/a%20b`, { headers: { "user-agent": "me" } });

  const { Key, lines } = await delivered(target);
  expect(Key).toMatch(/^logs\/\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d-[0-9A-F]{16}$/);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    new RegExp(
      String.raw`^[0-9a-f]{64} ${Bucket} \[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d \+0000\] 127\.0\.0\.1 arn:aws:iam::000000000000:user/administrator \S+ REST\.PUT\.OBJECT a%2520b "PUT /${Bucket}/a%20b\S* HTTP/1\.1" 200 - - 5 \d+ \d+ "-" ".+" - \S+ SigV4 - AuthHeader \S+ - - -$`,
    ),
  );
  expect(lines[1]).toMatch(/ - \S+ REST\.GET\.OBJECT a%2520b ".*" 403 AccessDenied \d+ 5 \d+ \d+ "-" "me" /);
  const { LoggingEnabled } = await setup.client.send(new s3.GetBucketLoggingCommand({ Bucket }));
  expect(LoggingEnabled).toEqual({ TargetBucket: target, TargetPrefix: "logs/" });
});

test("keys can be partitioned by date", async () => {
  const [Bucket, target] = [await setup.newBucket(), await setup.newBucket()];
  await allow(target, Bucket);
  await logged(Bucket, target, { TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: "EventTime" } } });
  await setup.put(Bucket, "k");
  const { Key } = await delivered(target);
  expect(Key).toMatch(new RegExp(String.raw`^logs/000000000000/us-east-1/${Bucket}/\d{4}/\d\d/\d\d/\d{4}-`));
});

test("without the permission of the target's policy nothing arrives", async () => {
  const [Bucket, target] = [await setup.newBucket(), await setup.newBucket()];
  await logged(Bucket, target);
  await setup.put(Bucket, "k");
  await jump();
  const { KeyCount } = await setup.client.send(new s3.ListObjectsV2Command({ Bucket: target }));
  expect(KeyCount).toBe(0);
});
