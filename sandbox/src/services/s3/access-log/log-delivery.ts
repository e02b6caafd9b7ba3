import { randomBytes } from "node:crypto";
import type { PutObjectCommandInput, TargetObjectKeyFormat } from "@aws-sdk/client-s3";
import { AwsError } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { Bucket } from "../bucket.ts";
import { LOG_DELIVERY_MS } from "../limits.ts";

export interface AccessLog {
  targetBucket: string;
  prefix: string;
  format: TargetObjectKeyFormat | undefined;
  /** Not delivered yet. */
  lines: string[];
}

/** Keeps a line for the next file. The first of a file sets the time of its delivery. */
export function keepLine(bucket: Bucket, line: string, context: OperationContext): void {
  const log = bucket.accessLog;
  if (!log) return;
  log.lines.push(line);
  if (log.lines.length === 1)
    context.clock.after(LOG_DELIVERY_MS, () => context.background(deliver(bucket, log, context)));
}

/** Puts the file as the logging service, to which the policy of the target bucket must have given that; otherwise it is lost, as on AWS, and the hop says why. */
async function deliver(bucket: Bucket, log: AccessLog, context: OperationContext): Promise<void> {
  const Body = `${log.lines.splice(0).join("\n")}\n`;
  const source = `arn:aws:s3:::${bucket.name}`;
  const as = servicePrincipal("logging.s3.amazonaws.com", bucket.account, source);
  const input = { Bucket: log.targetBucket, Key: keyOf(bucket, log, context.clock.date()), Body: Buffer.from(Body) };
  const options = { as, account: bucket.account, region: bucket.region };
  try {
    await context.call<Omit<PutObjectCommandInput, "Body"> & { Body: Buffer }, unknown>(
      "s3",
      "PutObject",
      input,
      options,
    );
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html (2026-11). */
function keyOf(bucket: Bucket, { prefix, format }: AccessLog, now: Date): string {
  const [year, month, day, ...time] = now.toISOString().slice(0, 19).split(/[-T:]/);
  const name = `${[year, month, day, ...time].join("-")}-${randomBytes(8).toString("hex").toUpperCase()}`;
  if (!format?.PartitionedPrefix) return prefix + name;
  return `${prefix}${[bucket.account, bucket.region, bucket.name, year, month, day, name].join("/")}`;
}
