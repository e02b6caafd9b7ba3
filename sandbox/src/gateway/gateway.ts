import { AwsError, NotEmulated } from "../core/errors.ts";
import type { HttpRequest, HttpResponse } from "../core/http.ts";
import { requestId as newRequestId } from "../core/ids.ts";
import { ANONYMOUS } from "../core/principal.ts";
import { asAwsError, type Sandbox } from "../sandbox.ts";
import { services } from "../services/index.ts";
import type { Protocol } from "../wire/client.ts";
import { writeError } from "../wire/error-body.ts";
import { wantsJson } from "../wire/query.ts";
import { authenticate, DEFAULT_ACCOUNT, type Authenticated } from "./authenticate.ts";
import { isChunked, unchunk } from "./chunked.ts";
import { controlResponse } from "./control.ts";
import { identify, type Target } from "./identify.ts";

/** The way of a request: identify -> authenticate -> decode -> authorize -> dispatch -> encode (authorize and dispatch: Sandbox.dispatch, shared with in-process calls). */
export async function handle(request: HttpRequest, sandbox: Sandbox, token: string): Promise<HttpResponse> {
  if (!isDecodable(request)) return malformedUri(request);
  const target = identify(request);
  switch (target.kind) {
    case "control":
      return controlResponse(request, sandbox, token);
    case "data-plane":
      return sandbox.track(serveDataPlane(request, target.services, sandbox));
    case "api":
      return sandbox.track(answer(request, target, sandbox));
    case "unknown":
      return writeError("restJson1", undefined, new NotEmulated(target.reason), newRequestId());
  }
}

function isDecodable({ path, rawQuery }: HttpRequest): boolean {
  try {
    decodeURIComponent(path + rawQuery);
    return true;
  } catch {
    return false;
  }
}

/**
 * What is no percent-encoding nobody can read, so it comes before everything else.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html (2026-11)
 */
function malformedUri(request: HttpRequest): HttpResponse {
  const target = identify({ ...request, path: "/" });
  const protocol = target.kind === "api" ? services[target.service]!.protocol : "restJson1";
  const error =
    protocol === "restXml"
      ? new AwsError("InvalidURI", "Couldn't parse the specified URI.", { status: 400 })
      : new AwsError("MalformedQueryString", "The query string contains a syntax error.", { status: 400 });
  return writeError(protocol, undefined, error, newRequestId());
}

async function answer(request: HttpRequest, target: Target & { kind: "api" }, sandbox: Sandbox): Promise<HttpResponse> {
  const { service, region, path, bucket } = target;
  const id = newRequestId();
  const next = () => answerOperation(request, target, sandbox, id);
  let response: HttpResponse;
  try {
    const { around } = await sandbox.service(service);
    response = around
      ? await around(
          { ...request, region, pathInBucket: path, ...(bucket === undefined ? {} : { bucket }) },
          sandbox.dataPlaneContext(id),
          next,
        )
      : await next();
  } catch (thrown) {
    const error = asAwsError(thrown, `${service} ${request.method} ${request.path}`);
    response = writeError(services[service]!.protocol, undefined, error, id);
  }
  if (request.method === "HEAD") response.body = "";
  return response;
}

/** What may be called without a signature: it carries a token of its own, or stands as a link in a message. */
const UNSIGNED = /^(AssumeRoleWith\w+|ConfirmSubscription|Unsubscribe)$/;

/** From authenticate to encode; never rejects. */
async function answerOperation(
  request: HttpRequest,
  target: Target & { kind: "api" },
  sandbox: Sandbox,
  id: string,
): Promise<HttpResponse> {
  const { service, region } = target;
  const protocol = protocolOf(request, service);
  try {
    const authenticated = authenticateFor(request, sandbox, protocol);
    const principal = authenticated?.credential.principal ?? ANONYMOUS;
    const account = authenticated ? principal.account : DEFAULT_ACCOUNT;
    const plain = isChunked(request) ? unchunk(request, authenticated?.credential, authenticated?.signature) : request;

    const [codec] = await Promise.all([sandbox.codec(service), sandbox.bootstrap(account, region)]);
    const decoded = await codec.decode({ ...plain, path: target.path }, target.bucket);
    if (principal.type === "anonymous" && service !== "s3" && !UNSIGNED.test(decoded.name))
      throw new AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", { status: 403 });
    const traceHeader = request.headers["x-amzn-trace-id"];
    const parent = sandbox.hops.causeOf(traceHeader);
    const output = await sandbox.dispatch(service, decoded.name, decoded.input, {
      account,
      region,
      principal,
      requestId: id,
      ...(parent === undefined ? {} : { parent }),
      traceHeader,
    });
    return await codec.encode(decoded, output, id);
  } catch (thrown) {
    const error = asAwsError(thrown, `${service} ${request.method} ${request.path}`);
    // A client that cannot be loaded has no schemas to name the error by; the envelope needs none.
    const client = await sandbox.codec(service).then(
      (codec) => codec.client,
      () => undefined,
    );
    return writeError(protocol, client, error, id, wantsJson(request));
  }
}

/** The answer to an error follows the request, as its answer does. */
function protocolOf({ headers }: HttpRequest, service: string): Protocol {
  const { protocol, wasQuery } = services[service]!;
  return wasQuery && !headers["x-amz-target"] ? "awsQuery" : protocol;
}

/** The codes of a failed authentication are those of the protocol: query services and S3 have names of their own. */
function authenticateFor(request: HttpRequest, sandbox: Sandbox, protocol: string): Authenticated | undefined {
  try {
    return authenticate(request, sandbox.credentials, sandbox.clock);
  } catch (error) {
    const names = AUTHENTICATION_CODES[protocol];
    if (error instanceof AwsError && protocol === "restXml" && error.code === "SignatureDoesNotMatch")
      throw new AwsError(error.code, S3_SIGNATURE_MESSAGE, { status: 403 });
    if (error instanceof AwsError && names?.[error.code])
      throw new AwsError(
        names[error.code]!,
        error.message,
        error.status === undefined ? {} : { status: protocol.startsWith("awsJson") ? 400 : error.status },
      );
    throw error;
  }
}

const S3_SIGNATURE_MESSAGE =
  "The request signature we calculated does not match the signature you provided. Check your key and signing method.";

const JSON_CODES = {
  InvalidClientTokenId: "UnrecognizedClientException",
  ExpiredToken: "ExpiredTokenException",
  SignatureDoesNotMatch: "InvalidSignatureException",
  IncompleteSignature: "IncompleteSignatureException",
  RequestTimeTooSkewed: "InvalidSignatureException",
};

const AUTHENTICATION_CODES: Record<string, Record<string, string>> = {
  awsJson1_0: JSON_CODES,
  awsJson1_1: JSON_CODES,
  restJson1: JSON_CODES,
  restXml: { InvalidClientTokenId: "InvalidAccessKeyId", IncompleteSignature: "AuthorizationHeaderMalformed" },
  awsQuery: { RequestTimeTooSkewed: "SignatureDoesNotMatch" },
};

/** Each candidate is asked in turn; a name that none of them knows would not resolve on AWS. */
async function serveDataPlane(request: HttpRequest, candidates: string[], sandbox: Sandbox): Promise<HttpResponse> {
  const id = newRequestId();
  try {
    for (const service of candidates) {
      const definition = await sandbox.service(service);
      if (!definition.serve) throw new NotEmulated(`the data plane of ${service}`);
      const response = await definition.serve(request, sandbox.dataPlaneContext(id));
      if (response) return response;
    }
  } catch (thrown) {
    return writeError(
      "restJson1",
      undefined,
      asAwsError(thrown, `${request.host} ${request.method} ${request.path}`),
      id,
    );
  }
  return {
    status: 404,
    headers: { "content-type": "application/json", "x-amzn-requestid": id },
    body: JSON.stringify({ message: "Not Found" }),
  };
}
