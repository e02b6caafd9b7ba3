import { randomBytes } from "node:crypto";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { clientOptions, repeat, timed } from "./measure.ts";
import type { Report } from "./report.ts";

const Bucket = "bench";
const RUNS = 60;

/** Objects of 1 MB up and down, one after the other. */
export async function s3Figures(report: Report, endpoint: string): Promise<void> {
  const client = new S3Client(clientOptions(endpoint));
  await client.send(new CreateBucketCommand({ Bucket }));
  const Body = randomBytes(1_000_000);
  const put = () => timed(() => client.send(new PutObjectCommand({ Bucket, Key: "megabyte", Body })));
  const get = () =>
    timed(async () => {
      const answer = await client.send(new GetObjectCommand({ Bucket, Key: "megabyte" }));
      if ((await answer.Body!.transformToByteArray()).length !== Body.length) throw new Error("the object is cut");
    });
  for (const [name, work] of [
    ["put", put],
    ["get", get],
  ] as const) {
    await repeat(10, work);
    const perSecond = (await repeat(RUNS, work)).map((milliseconds) => 1000 / milliseconds);
    report(`s3-${name}-1mb`, perSecond, "MB/s");
  }
}
