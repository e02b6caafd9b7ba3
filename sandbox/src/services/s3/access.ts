import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { type Bucket, buckets } from "./bucket.ts";
import * as errors from "./errors.ts";
import { isPublicStatement, parsePolicy } from "./policy.ts";
import { applyLifecycle } from "./lifecycle.ts";
import { notify } from "./notification/notify.ts";

type Conditions = Record<string, string | string[]>;

export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}

/** The bucket a request speaks about, in the Region of the request. */
function findBucket(context: OperationContext, name: string | undefined): Bucket {
  const bucket = findAnywhere(context, name);
  if (bucket.region !== context.region) throw errors.permanentRedirect(bucket.name, bucket.region);
  return bucket;
}

/** A bucket of any Region; its lifecycle has been applied, so nothing expired is seen. */
function findAnywhere(context: OperationContext, name: string | undefined): Bucket {
  const bucket = context.state(buckets).get(name ?? "");
  if (!bucket) throw errors.noSuchBucket(name ?? "");
  for (const event of applyLifecycle(bucket, context.clock.now())) notify(bucket, event, context);
  return bucket;
}

/** The same as findBucket, with the check of ExpectedBucketOwner. */
export function openBucket(
  context: OperationContext,
  input: { Bucket?: string | undefined; ExpectedBucketOwner?: string | undefined },
): Bucket {
  return checkOwner(findBucket(context, input.Bucket), input.ExpectedBucketOwner);
}

/** The bucket a copy reads from: copies are sent to the Region of the destination and reach over Regions. */
export function openSource(context: OperationContext, name: string, expectedOwner?: string): Bucket {
  return checkOwner(findAnywhere(context, name), expectedOwner);
}

function checkOwner(bucket: Bucket, expected: string | undefined): Bucket {
  if (expected === undefined) return bucket;
  if (!/^\d{12}$/.test(expected)) throw errors.invalidBucketOwner(expected);
  if (expected !== bucket.account) throw errors.accessDenied();
  return bucket;
}

export function onBucket(
  action: string,
  name: string | undefined,
  context: OperationContext,
  conditions?: Conditions,
): AccessRequest {
  return requestOn(findBucket(context, name), "", action, context, conditions);
}

export function onObject(
  action: string,
  name: string | undefined,
  key: string | undefined,
  context: OperationContext,
  conditions?: Conditions,
): AccessRequest {
  return requestOn(findBucket(context, name), `/${key ?? ""}`, action, context, conditions);
}

function requestOn(
  bucket: Bucket,
  path: string,
  action: string,
  context: OperationContext,
  conditions?: Conditions,
): AccessRequest {
  const resource = bucketArn(bucket.name) + path;
  return { action, resource, ...policyOf(bucket, context), ...(conditions && { conditions }) };
}

/**
 * What reading an object asks for. A key that does not exist asks for s3:ListBucket too: who may not list gets 403, not 404, and so
 * does not learn that it is missing.
 */
export function onExistingObject(
  actions: { current: string; version: string },
  input: { Bucket?: string | undefined; Key?: string | undefined; VersionId?: string | undefined },
  context: OperationContext,
  bucket = findBucket(context, input.Bucket),
): AccessRequest[] {
  const { Key = "", VersionId } = input;
  const existing =
    VersionId === undefined
      ? bucket.current(Key)
      : bucket.versions(Key).find((version) => version.versionId === VersionId);
  const conditions: Conditions = VersionId === undefined ? {} : { "s3:versionid": VersionId };
  if (existing?.kind === "object")
    for (const [key, value] of existing.tags) conditions[`s3:ExistingObjectTag/${key}`] = value;
  const action = VersionId === undefined ? actions.current : actions.version;
  const requests = [requestOn(bucket, `/${Key}`, action, context, conditions)];
  if (!existing)
    requests.push(requestOn(bucket, "", VersionId === undefined ? "s3:ListBucket" : "s3:ListBucketVersions", context));
  return requests;
}

/** The bucket policy as it counts for this caller: RestrictPublicBuckets takes from other accounts what a public policy gives. */
function policyOf(
  bucket: Bucket,
  context: OperationContext,
): Pick<AccessRequest, "resourcePolicy" | "resourceAccount"> {
  const owner = { resourceAccount: bucket.account };
  if (bucket.policy === undefined) return owner;
  const { principal } = context;
  const isForeign = principal.type !== "service" && principal.account !== bucket.account;
  if (!bucket.publicAccessBlock?.RestrictPublicBuckets || !isForeign)
    return { ...owner, resourcePolicy: bucket.policy };
  const policy = parsePolicy(bucket.policy);
  if (!policy.Statement.some(isPublicStatement)) return { ...owner, resourcePolicy: bucket.policy };
  const Statement = policy.Statement.filter(({ Effect }) => Effect === "Deny");
  return { ...owner, resourcePolicy: JSON.stringify({ ...policy, Statement }) };
}
