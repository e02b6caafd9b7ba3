import type { HttpRequest, HttpResponse } from "../../../core/http.ts";
import { AwsError } from "../../../core/errors.ts";
import { ANONYMOUS, type Principal } from "../../../core/principal.ts";
import type { AccessRequest, DataPlaneContext, OperationContext } from "../../../core/service.ts";
import type { LambdaFunction } from "../function.ts";
import { invokeVersion, type InvocationRequest } from "../invocation.ts";
import { MAX_SYNC_PAYLOAD_BYTES } from "../limits.ts";
import { policyFor } from "../policy.ts";
import { findVersion } from "../reference.ts";
import { CORS_HEADER, corsHeaders, preflight } from "./cors.ts";
import { urlEvent } from "./event.ts";
import { findUrl, urlTarget, type FunctionUrl } from "./function-url.ts";
import { bufferedResponse, PreludeReader } from "./response.ts";

type Caller = { principal: Principal; accessKeyId: string };

/** What a client gets, and the reason for the people who look at the hop. */
interface Answer {
  response: HttpResponse;
  reason?: string;
}

/** The data plane of function URLs: https://<url-id>.lambda-url.<region>.on.aws/ */
export async function serveUrl(request: HttpRequest, context: DataPlaneContext): Promise<HttpResponse> {
  const startedAt = performance.now();
  const found = findUrl(request.host.split(".")[0]!, context.allState);
  if (!found) return forbidden("no function URL has this id").response;
  const { owner, url } = found;
  const { response, reason } = await answer(request, owner, url, context);
  context.in(owner.account, owner.region, ANONYMOUS).hop({
    caller: "function URL",
    service: "lambda",
    action: `${request.method} ${request.path}`,
    resource: urlTarget(owner, url),
    result: response.status < 400 ? "ok" : String(response.status),
    detail: [`${response.status} ${request.method} ${request.path}`, ...(reason ? [reason] : [])].join(": "),
    durationMs: performance.now() - startedAt,
  });
  return {
    ...response,
    headers: { ...withCors(response.headers, request, url), "x-amzn-requestid": context.requestId },
  };
}

async function answer(
  request: HttpRequest,
  owner: LambdaFunction,
  url: FunctionUrl,
  context: DataPlaneContext,
): Promise<Answer> {
  const direct = preflight(request, url.cors);
  if (direct) return { response: direct };
  try {
    const caller = url.authType === "AWS_IAM" ? signer(request, context) : undefined;
    const asCaller = context.in(owner.account, owner.region, caller?.principal ?? ANONYMOUS);
    const version = findVersion(owner, url.qualifier);
    if (!version) return forbidden("the alias of the URL does not exist any more");
    await asCaller.authorize(accessOf(owner, url));
    if (request.body.length > MAX_SYNC_PAYLOAD_BYTES)
      return { response: json(413, { Message: "Request must be smaller than 6291456 bytes" }) };
    const { requestId } = context;
    const event = urlEvent({ request, owner, url, caller, requestId, time: context.clock.date() });
    const invocation = { requestId, event: JSON.stringify(event), arn: urlTarget(owner, url) };
    const run: Run = (sink) => invokeVersion(owner, version, invocation satisfies InvocationRequest, asCaller, sink);
    return url.invokeMode === "RESPONSE_STREAM" ? await streamed(run, asCaller) : await buffered(run);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === "AccessDenied") return forbidden(error.message);
    return {
      response: json(error.status ?? statusOf(error), { ...error.members, Message: error.message }),
      reason: error.code,
    };
  }
}

function statusOf({ code }: AwsError): number {
  return code === "TooManyRequestsException" ? 429 : 400;
}

/** With AWS_IAM every request is signed, for the service "lambda". */
function signer(request: HttpRequest, context: DataPlaneContext): Caller {
  const caller = context.authenticate(request);
  if (!caller) throw new AwsError("AccessDenied", "the request is not signed", { status: 403 });
  if (caller.service !== "lambda")
    throw new AwsError("AccessDenied", `the request is signed for the service ${caller.service}`, { status: 403 });
  return caller;
}

/**
 * Both permissions, since 2025-10; with AuthType NONE, too, the function's policy must give them to everyone.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html (2026-11)
 */
function accessOf(owner: LambdaFunction, url: FunctionUrl): AccessRequest[] {
  const resourcePolicy = policyFor(owner, url.qualifier);
  const shared = { resource: urlTarget(owner, url), ...(resourcePolicy === undefined ? {} : { resourcePolicy }) };
  const conditions = { "lambda:FunctionUrlAuthType": url.authType };
  return [
    { action: "lambda:InvokeFunctionUrl", conditions, ...shared },
    {
      action: "lambda:InvokeFunction",
      conditions: { ...conditions, "lambda:InvokedViaFunctionUrl": "true" },
      ...shared,
    },
  ];
}

type Run = (sink?: Parameters<typeof invokeVersion>[4]) => ReturnType<typeof invokeVersion>;

async function buffered(run: Run): Promise<Answer> {
  const reader = new PreludeReader();
  const chunks: Buffer[] = [];
  const { result } = await run((chunk, type) => chunks.push(reader.read(chunk, type)));
  if (result.status !== "success") return failed(result.error.errorMessage);
  if (!reader.head) return { response: bufferedResponse(result.payload) };
  return { response: { ...reader.head, body: Buffer.concat(chunks) } };
}

/** The answer begins with the first byte of the stream; a function that does not stream has its whole result as the body. */
async function streamed(run: Run, context: OperationContext): Promise<Answer> {
  const reader = new PreludeReader();
  const chunks: Buffer[] = [];
  let wake = (): void => {};
  let isOver = false;
  let failure: unknown;
  let begun = (_: Answer): void => {};
  const answered = new Promise<Answer>((resolve) => (begun = resolve));

  async function* body(): AsyncGenerator<Uint8Array> {
    for (;;) {
      for (const chunk of chunks.splice(0)) yield chunk;
      if (failure !== undefined) throw failure;
      if (isOver) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (chunks.length || isOver || failure !== undefined) resolve();
      });
    }
  }
  const begin = (): void => {
    if (reader.head) begun({ response: { ...reader.head, body: body() } });
  };

  const running = run((chunk, type) => {
    const part = reader.read(chunk, type);
    if (part.length) chunks.push(part);
    begin();
    wake();
  });
  const follow = async (): Promise<void> => {
    const { result } = await running;
    if (!reader.head) {
      // Nothing was streamed: a failure, or a handler that does not stream.
      if (result.status !== "success") return begun(failed(result.error.errorMessage));
      return begun({
        response: { status: 200, headers: { "content-type": "application/octet-stream" }, body: result.payload },
      });
    }
    if (result.status === "success") isOver = true;
    else failure = new Error(result.error.errorMessage);
    wake();
  };
  context.background(follow().catch(() => {})); // a throttle reaches the client below
  await Promise.race([answered, running]);
  return answered;
}

function failed(reason: string): Answer {
  return {
    response: { status: 502, headers: { "content-type": "application/json" }, body: "Internal Server Error" },
    reason,
  };
}

function forbidden(reason: string): Answer {
  const Message =
    "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";
  const response = json(403, { Message });
  return {
    response: { ...response, headers: { ...response.headers, "x-amzn-errortype": "AccessDeniedException" } },
    reason,
  };
}

function json(status: number, body: object): HttpResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function withCors(
  headers: HttpResponse["headers"],
  request: HttpRequest,
  { cors }: FunctionUrl,
): HttpResponse["headers"] {
  if (!cors || request.method === "OPTIONS") return headers;
  const own = Object.entries(headers).filter(([name]) => !CORS_HEADER.test(name));
  return { ...Object.fromEntries(own), ...corsHeaders(request, cors) };
}
