import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { iamId } from "../../../core/ids.ts";
import type { OperationContext } from "../../../core/service.ts";
import { defineStore, type State } from "../../../core/state.ts";

/** What is open between CloudFormation and the functions of custom resources: answers arrive at a URL that was signed for one request. */
const store = defineStore("global", () => ({
  secret: randomBytes(32),
  waiting: new Map<string, (answer: string) => void>(),
}));

interface Exchange {
  requestId: string;
  /** Where the function PUTs its answer: in AWS's form, which the lock (sandbox/src/lock.ts) leads here. */
  responseUrl: string;
  answer: Promise<string>;
  close(): void;
}

export function openExchange(stackId: string, logicalId: string, context: OperationContext): Exchange {
  const { waiting, secret } = context.state(store);
  const requestId = randomUUID();
  const key = `${stackId}|${logicalId}|${requestId}`;
  const answer = new Promise<string>((resolve) => waiting.set(key, resolve));
  return {
    requestId,
    responseUrl: responseUrl(key, secret, context),
    answer,
    close: () => waiting.delete(key),
  };
}

/** Hands an answer to whom it is for; one that nobody waits for any more is dropped, as on AWS. False when the URL was not signed by us. */
export function takeAnswer(path: string, query: URLSearchParams, body: string, state: State): boolean {
  const { waiting, secret } = state.get(store, "", "");
  const key = decodeURIComponent(path).slice(1);
  const given = Buffer.from(query.get("X-Amz-Signature") ?? "");
  const wanted = Buffer.from(signature(key, secret));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return false;
  waiting.get(key)?.(body);
  waiting.delete(key);
  return true;
}

/** How long AWS signs the URL for. */
const EXPIRES_SECONDS = 7200;

function responseUrl(key: string, secret: Buffer, { region, clock }: OperationContext): string {
  const time = clock
    .date()
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, "");
  const host = `cloudformation-custom-resource-response-${region.replaceAll("-", "")}.s3.${region === "us-east-1" ? "" : `${region}.`}amazonaws.com`;
  const query = new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Date": time,
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Expires": String(EXPIRES_SECONDS),
    "X-Amz-Credential": `${iamId("AKIA")}/${time.slice(0, 8)}/${region}/s3/aws4_request`,
    "X-Amz-Signature": signature(key, secret),
  });
  return `https://${host}/${encodeURIComponent(key).replaceAll("%2F", "/")}?${query}`;
}

function signature(key: string, secret: Buffer): string {
  return createHmac("sha256", secret).update(key).digest("hex");
}
