import type { ListBucketsCommandInput, ListBucketsCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { bucketArn } from "../access.ts";
import { buckets } from "../bucket.ts";
import { invalidArgument } from "../errors.ts";
import { REGIONS } from "../limits.ts";
import { ownerOf } from "../object-answer.ts";

const MAX_BUCKETS = 10_000;

export const listBuckets = operation<ListBucketsCommandInput, ListBucketsCommandOutput>({
  accepts: ["MaxBuckets", "ContinuationToken", "Prefix", "BucketRegion"],
  access: () => [{ action: "s3:ListAllMyBuckets", resource: "*" }],
  run(input, context) {
    if (input.BucketRegion !== undefined && !REGIONS.includes(input.BucketRegion))
      throw invalidArgument(`Argument value ${input.BucketRegion} is not a valid AWS Region`, "bucket-region");
    const after = input.ContinuationToken ? Buffer.from(input.ContinuationToken, "base64").toString() : "";
    const own = [...context.state(buckets).values()]
      .filter(
        (bucket) =>
          bucket.account === context.account &&
          bucket.name.startsWith(input.Prefix ?? "") &&
          bucket.name > after &&
          (!input.BucketRegion || bucket.region === input.BucketRegion),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = own.slice(0, input.MaxBuckets ?? MAX_BUCKETS);
    const isPaged = input.MaxBuckets !== undefined || input.Prefix !== undefined || input.BucketRegion !== undefined;
    return {
      Buckets: page.map((bucket) => ({
        Name: bucket.name,
        CreationDate: new Date(bucket.createdAt),
        BucketArn: bucketArn(bucket.name),
        // Only paged requests are told the Region.
        ...(isPaged ? { BucketRegion: bucket.region } : {}),
      })),
      Owner: ownerOf(context.account),
      Prefix: input.Prefix,
      ...(page.length < own.length ? { ContinuationToken: Buffer.from(page.at(-1)!.name).toString("base64") } : {}),
    };
  },
});
