import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { type Bucket, buckets } from "./bucket.ts";
import * as errors from "./errors.ts";
import { isPublicStatement, parsePolicy } from "./policy.ts";
import { applyLifecycle } from "./lifecycle.ts";

type Conditions = Record<string, string | string[]>;

export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}

/** The bucket a request speaks about; its lifecycle has been applied, so nothing expired is seen. */
export function findBucket(context: OperationContext, name: string | undefined): Bucket {
  const bucket = context.state(buckets).get(name ?? "");
  if (!bucket) throw errors.noSuchBucket(name ?? "");
  if (bucket.region !== context.region) throw errors.permanentRedirect(bucket.name, bucket.region);
  applyLifecycle(bucket, context.clock.now());
  return bucket;
}

/** The same, with the check of ExpectedBucketOwner. */
export function openBucket(
  context: OperationContext,
  input: { Bucket?: string | undefined; ExpectedBucketOwner?: string | undefined },
): Bucket {
  const bucket = findBucket(context, input.Bucket);
  const expected = input.ExpectedBucketOwner;
  if (expected !== undefined) {
    if (!/^\d{12}$/.test(expected)) throw errors.invalidBucketOwner(expected);
    if (expected !== bucket.account) throw errors.accessDenied();
  }
  return bucket;
}

export function onBucket(
  action: string,
  name: string | undefined,
  context: OperationContext,
  conditions?: Conditions,
): AccessRequest {
  const bucket = findBucket(context, name);
  return { action, resource: bucketArn(bucket.name), ...policyOf(bucket, context), ...(conditions && { conditions }) };
}

export function onObject(
  action: string,
  name: string | undefined,
  key: string | undefined,
  context: OperationContext,
  conditions?: Conditions,
): AccessRequest {
  const request = onBucket(action, name, context, conditions);
  return { ...request, resource: `${request.resource}/${key ?? ""}` };
}

/**
 * What reading an object asks for. A key that does not exist asks for s3:ListBucket too: who may not list gets 403, not 404, and so
 * does not learn that it is missing.
 */
export function onExistingObject(
  actions: { current: string; version: string },
  input: { Bucket?: string | undefined; Key?: string | undefined; VersionId?: string | undefined },
  context: OperationContext,
): AccessRequest[] {
  const bucket = findBucket(context, input.Bucket);
  const existing =
    input.VersionId === undefined
      ? bucket.current(input.Key ?? "")
      : bucket.versions(input.Key ?? "").find(({ versionId }) => versionId === input.VersionId);
  const conditions: Conditions = input.VersionId === undefined ? {} : { "s3:versionid": input.VersionId };
  if (existing?.kind === "object")
    for (const [key, value] of existing.tags) conditions[`s3:ExistingObjectTag/${key}`] = value;
  const action = input.VersionId === undefined ? actions.current : actions.version;
  const requests = [onObject(action, input.Bucket, input.Key, context, conditions)];
  if (!existing)
    requests.push(
      onBucket(input.VersionId === undefined ? "s3:ListBucket" : "s3:ListBucketVersions", input.Bucket, context),
    );
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
