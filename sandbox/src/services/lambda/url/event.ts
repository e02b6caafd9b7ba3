import { randomBytes } from "node:crypto";
import type { HttpRequest } from "../../../core/http.ts";
import type { Principal } from "../../../core/principal.ts";
import type { LambdaFunction } from "../function.ts";
import { urlHost, type FunctionUrl } from "./function-url.ts";

interface Incoming {
  request: HttpRequest;
  owner: LambdaFunction;
  url: FunctionUrl;
  /** Undefined with AuthType NONE. */
  caller: { principal: Principal; accessKeyId: string } | undefined;
  requestId: string;
  time: Date;
}

/** What belongs to the connection, and the signature, which is not passed on. */
const NOT_PASSED = new Set(["connection", "keep-alive", "transfer-encoding", "upgrade", "te", "authorization"]);

/** The event of payload format 2.0: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html (2026-11). The path stays as it was sent (recorded). */
export function urlEvent({ request, owner, url, caller, requestId, time }: Incoming): object {
  const { cookie, ...headers } = headersOf(request, urlHost(owner, url));
  const query = new Map<string, string[]>();
  for (const [name, value] of request.query) query.set(name, [...(query.get(name) ?? []), value]);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: request.path,
    rawQueryString: request.rawQuery,
    ...(cookie ? { cookies: cookie.split(/;\s*/) } : {}),
    headers,
    ...(query.size
      ? { queryStringParameters: Object.fromEntries([...query].map(([name, values]) => [name, values.join(",")])) }
      : {}),
    requestContext: {
      accountId: caller ? caller.principal.account : "anonymous",
      apiId: url.id,
      ...(caller ? { authorizer: { iam: iamOf(caller) } } : {}),
      domainName: urlHost(owner, url),
      domainPrefix: url.id,
      http: {
        method: request.method,
        path: request.path,
        protocol: "HTTP/1.1",
        sourceIp: request.remoteAddress,
        ...(request.headers["user-agent"] ? { userAgent: request.headers["user-agent"] } : {}),
      },
      requestId,
      routeKey: "$default",
      stage: "$default",
      time: clfTime(time),
      timeEpoch: time.getTime(),
    },
    ...bodyOf(request),
  };
}

function iamOf({ principal, accessKeyId }: { principal: Principal; accessKeyId: string }): object {
  const userId = "userId" in principal ? principal.userId : null;
  return {
    accessKey: accessKeyId,
    accountId: principal.account,
    callerId: userId,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: principal.arn,
    userId,
  };
}

function headersOf(request: HttpRequest, host: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) if (!NOT_PASSED.has(name)) headers[name] = value;
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return {
    ...headers,
    host,
    "x-amzn-tls-cipher-suite": "TLS_AES_128_GCM_SHA256",
    "x-amzn-tls-version": "TLSv1.3",
    "x-amzn-trace-id": `Root=1-${seconds}-${randomBytes(12).toString("hex")}`,
    "x-forwarded-for": request.remoteAddress,
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
  };
}

/** Text travels as it is, everything else (forms too) in base64. */
const TEXT = /^(text\/|application\/(json|xml|javascript)\b|application\/[\w.-]+\+(json|xml)\b)/i;

function bodyOf({ body, headers }: HttpRequest): { body?: string; isBase64Encoded: boolean } {
  if (!body.length) return { isBase64Encoded: false };
  const type = headers["content-type"];
  if (type !== undefined && TEXT.test(type)) return { body: body.toString("utf8"), isBase64Encoded: false };
  return { body: body.toString("base64"), isBase64Encoded: true };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 12/Mar/2020:19:03:58 +0000 */
function clfTime(time: Date): string {
  const [date, clock] = time.toISOString().split("T");
  const [year, month, day] = date!.split("-");
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${clock!.slice(0, 8)} +0000`;
}
