import { AwsError } from "../../core/errors.ts";
import type { HttpResponse } from "../../core/http.ts";
import { servicePrincipal } from "../../core/principal.ts";
import type { ApiContext, ApiRequest } from "../../core/service.ts";
import { keepLine } from "./access-log/log-delivery.ts";
import { logLine } from "./access-log/log-line.ts";
import { type Bucket, buckets } from "./bucket.ts";
import { answerPreflight, corsHeaders } from "./cors.ts";
import { noSuchBucket } from "./errors.ts";
import { postObject } from "./post/post-object.ts";

/** What lies beside the operations: preflights and browser uploads are answered here, answers get the headers of the bucket's CORS rules, and requests are logged. */
export async function aroundRequest(
  request: ApiRequest,
  context: ApiContext,
  next: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const { method } = request;
  if (!request.bucket) return next();
  // The store is global: it exists once, or not yet.
  const bucket = context.allState.all(buckets)[0]?.get(request.bucket);
  if (method === "OPTIONS") return answerPreflight(request, bucket);
  const isForm = method === "POST" && request.pathInBucket === "/" && request.rawQuery === "";
  if (!bucket) {
    if (isForm) throw noSuchBucket(request.bucket);
    return next();
  }
  const added = corsHeaders(request, method, bucket.cors);
  const startedAt = performance.now();
  const at = context.clock.date();
  const isLogged = bucket.accessLog !== undefined;
  try {
    const response = await (isForm ? postObject(request, bucket, context) : next());
    if (isLogged) log(bucket, request, response, context, { at, durationMs: performance.now() - startedAt });
    return added ? { ...response, headers: { ...response.headers, ...added } } : response;
  } catch (error) {
    if (error instanceof AwsError && added) Object.assign(error.headers, added);
    throw error;
  }
}

function log(
  bucket: Bucket,
  request: ApiRequest,
  response: HttpResponse,
  context: ApiContext,
  time: { at: Date; durationMs: number },
): void {
  const requester = requesterOf(request, context);
  const line = logLine(bucket, request, response, { requester, requestId: context.requestId, ...time });
  const as = servicePrincipal("logging.s3.amazonaws.com", bucket.account);
  keepLine(bucket, line, context.in(bucket.account, bucket.region, as));
}

/** Undefined for a request without a signature, or with one that does not hold. */
function requesterOf(request: ApiRequest, context: ApiContext): string | undefined {
  try {
    return context.authenticate(request)?.principal.arn;
  } catch {
    return undefined;
  }
}
