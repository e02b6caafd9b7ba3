import type { HttpRequest } from "../core/http.ts";
import { services, type ServiceEntry } from "../services/index.ts";
import { credentialScope } from "./sigv4.ts";

/** What a request is for, before anything of it is believed. */
export type Target =
  | { kind: "control" }
  /** Those whose host it is; the one that knows the name in it answers. */
  | { kind: "data-plane"; services: string[] }
  /** `bucket`: for S3 the bucket named by host or path (null: none); `path`: what is left of the path then. */
  | { kind: "api"; service: string; region: string; bucket?: string | null; path: string }
  | { kind: "unknown"; reason: string };

export const DEFAULT_REGION = "us-east-1";
export const CONTROL_PREFIX = "/_sandbox/";

const ENTRIES = Object.entries(services);
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])$/;
// S3's virtual-hosted style, on AWS's hosts and on *.localhost.
const BUCKET_HOST = /^(?<bucket>.+)\.(s3([.-][a-z0-9-]+)?\.amazonaws\.com|s3\.localhost|localhost)$/;
const S3_HOST = /^s3([.-][a-z0-9-]+)?\.(amazonaws\.com|localhost)$/;

/** Host decides a data plane; the credential scope of the signature decides an API; an unsigned request is S3's, the one API with anonymous access. */
export function identify(request: HttpRequest): Target {
  const { host, path } = request;
  if (path.startsWith(CONTROL_PREFIX) && LOOPBACK_HOST.test(host)) return { kind: "control" };
  const owners = ENTRIES.filter(([, entry]) => ownsHost(entry, host, path));
  if (owners.length) return { kind: "data-plane", services: owners.map(([service]) => service) };

  const scope = credentialScope(request);
  const signingName = scope?.service ?? signingNameOfTarget(request) ?? "s3";
  const named = request.headers["x-amz-target"];
  const region = scope?.region ?? DEFAULT_REGION;
  const found = ENTRIES.find(
    ([, entry]) =>
      entry.signingName === signingName &&
      (!entry.path || entry.path.test(path)) &&
      (!entry.target || !named || named.startsWith(entry.target)),
  );
  if (!found) return { kind: "unknown", reason: `the service that signs as "${signingName}"` };
  const [service] = found;
  if (service !== "s3") return { kind: "api", service, region, path };
  return { kind: "api", service, region, ...bucketOf(host, path) };
}

function ownsHost(entry: ServiceEntry, host: string, path: string): boolean {
  return entry.host?.test(host) || (entry.dataPath?.test(path) && LOOPBACK_HOST.test(host)) || false;
}

/** Unsigned JSON and query calls still name their service; AWS answers them MissingAuthenticationToken, not as S3. */
function signingNameOfTarget(request: HttpRequest): string | undefined {
  const target = request.headers["x-amz-target"];
  if (target) return TARGET_PREFIXES[target.split(/[._]/)[0]!];
  // The links in SNS's messages.
  if (/^(ConfirmSubscription|Unsubscribe)$/.test(request.query.get("Action") ?? "")) return "sns";
  return undefined;
}

const TARGET_PREFIXES: Record<string, string> = {
  AWSStepFunctions: "states",
  AmazonSQS: "sqs",
  AmazonSSM: "ssm",
  AmazonEC2ContainerRegistry: "ecr",
  DynamoDB: "dynamodb",
  DynamoDBStreams: "dynamodb",
  GraniteServiceVersion20100801: "monitoring",
  Logs: "logs",
};

function bucketOf(host: string, path: string): { bucket: string | null; path: string } {
  const inHost =
    LOOPBACK_HOST.test(host) || S3_HOST.test(host) ? undefined : BUCKET_HOST.exec(host)?.groups?.["bucket"];
  if (inHost) return { bucket: inHost, path };
  const match = /^\/([^/]+)(\/.*)?$/.exec(path);
  if (!match) return { bucket: null, path: "/" };
  return { bucket: decodeURIComponent(match[1]!), path: match[2] ?? "/" };
}
