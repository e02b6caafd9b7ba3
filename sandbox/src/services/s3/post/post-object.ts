import type { HttpResponse } from "../../../core/http.ts";
import { NotEmulated, AwsError } from "../../../core/errors.ts";
import { ANONYMOUS } from "../../../core/principal.ts";
import type { ApiContext, ApiRequest, OperationContext } from "../../../core/service.ts";
import { bucketArn } from "../access.ts";
import type { Bucket } from "../bucket.ts";
import * as errors from "../errors.ts";
import { urlEncode } from "../key.ts";
import { putNewObject } from "../put.ts";
import { onNewObject } from "../write-access.ts";
import { type Form, parseForm } from "./form.ts";
import { postInput } from "./input.ts";
import { checkPostPolicy } from "./policy.ts";

const ALGORITHM = "AWS4-HMAC-SHA256";
const SIGNATURE_FIELDS = ["x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature"];

/** A browser's upload by a form: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html (2026-11), with the errors recorded. */
export async function postObject(request: ApiRequest, bucket: Bucket, dataPlane: ApiContext): Promise<HttpResponse> {
  const form = parseForm(request.headers["content-type"], request.body);
  const key = form.fields.get("key");
  if (key === undefined) throw errors.postNeedsField("key");
  const principal = signerOf(form, dataPlane) ?? ANONYMOUS;
  const policy = form.fields.get("policy");
  if (policy !== undefined) checkPostPolicy(policy, form, bucket.name, dataPlane.clock.now());
  const context = dataPlane.in(bucket.account, bucket.region, principal);
  return observed(bucket, context, async () => {
    const input = postInput(form, key.replaceAll("${filename}", form.filename), bucket.name);
    await context.authorize(onNewObject(input, context));
    const { object } = putNewObject(input, "ObjectCreated:Post", context);
    return success(form, object, bucket);
  });
}

/** Nothing dispatches it, so it puts its own hop on the stream. */
async function observed(
  bucket: Bucket,
  context: OperationContext,
  run: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const startedAt = performance.now();
  let error: unknown;
  try {
    return await run();
  } catch (thrown) {
    error = thrown;
    throw thrown;
  } finally {
    context.hop({
      caller: context.principal.arn,
      service: "s3",
      action: "PostObject",
      resource: bucketArn(bucket.name),
      result: error instanceof AwsError ? error.code : "ok",
      ...(error instanceof AwsError ? { detail: error.message } : {}),
      durationMs: performance.now() - startedAt,
    });
  }
}

/** Who signed the policy; undefined for a form without any of the fields of a signature, which is anonymous. */
function signerOf({ fields }: Form, dataPlane: ApiContext) {
  if (fields.has("awsaccesskeyid")) throw new NotEmulated("s3 POST with signature version 2");
  const policy = fields.get("policy");
  if (policy === undefined && !SIGNATURE_FIELDS.some((name) => fields.has(name))) return undefined;
  for (const name of SIGNATURE_FIELDS) if (!fields.has(name)) throw errors.postNeedsField(capitalised(name));
  if (policy === undefined) throw errors.postNeedsField("policy");
  if (fields.get("x-amz-algorithm") !== ALGORITHM)
    throw errors.invalidArgument(
      "X-Amz-Algorithm only supports AWS4-HMAC-SHA256",
      "X-Amz-Algorithm",
      fields.get("x-amz-algorithm"),
    );
  const signer = authenticate(policy, fields, dataPlane);
  if (!signer) throw errors.signatureDoesNotMatch();
  return signer.principal;
}

function authenticate(policy: string, fields: Map<string, string>, dataPlane: ApiContext) {
  try {
    return dataPlane.authenticateText({
      text: policy,
      credential: fields.get("x-amz-credential")!,
      signature: fields.get("x-amz-signature")!,
      sessionToken: fields.get("x-amz-security-token"),
    });
  } catch (error) {
    if (error instanceof AwsError && error.code === "InvalidClientTokenId") throw errors.invalidAccessKeyId();
    throw error;
  }
}

function capitalised(name: string): string {
  return name.replaceAll(/(^|-)([a-z])/g, (_match, dash: string, letter: string) => dash + letter.toUpperCase());
}

function success({ fields }: Form, { key, etag }: { key: string; etag: string }, { name, region }: Bucket) {
  const location = `https://${name}.s3.${region}.amazonaws.com/${encodeURIComponent(key).replaceAll("%2F", "/")}`;
  const headers = { etag: `"${etag}"`, location };
  const redirect = fields.get("success_action_redirect") ?? fields.get("redirect");
  if (redirect !== undefined && URL.canParse(redirect)) {
    const target = new URL(redirect);
    const query = `bucket=${name}&key=${urlEncode(key)}&etag=%22${etag}%22`;
    target.search = target.search ? `${target.search}&${query}` : query;
    return { status: 303, headers: { ...headers, location: String(target) }, body: "" };
  }
  const status = Number(fields.get("success_action_status"));
  if (status !== 201) return { status: status === 200 ? 200 : 204, headers, body: "" };
  const escaped = key.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return {
    status,
    headers: { ...headers, "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse><Location>${location}</Location><Bucket>${name}</Bucket><Key>${escaped}</Key><ETag>"${etag}"</ETag></PostResponse>`,
  };
}
