import * as errors from "./errors.ts";
import { POLICY_BYTES } from "./limits.ts";

interface Statement {
  Effect?: unknown;
  Principal?: unknown;
  NotPrincipal?: unknown;
  Action?: unknown;
  NotAction?: unknown;
  Resource?: unknown;
  NotResource?: unknown;
  Condition?: Record<string, Record<string, string | string[]>>;
}

interface Policy {
  Version?: string;
  Statement: Statement[];
}

export function parsePolicy(text: string): Policy {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    policy = undefined;
  }
  if (!text.startsWith("{") || typeof policy !== "object" || policy === null)
    throw errors.malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
  const { Statement } = policy as { Statement?: Statement | Statement[] };
  if (!Statement) throw errors.malformedPolicy("Missing required field Statement");
  return { ...policy, Statement: Array.isArray(Statement) ? Statement : [Statement] };
}

/** Refuses what S3 refuses in a new bucket policy. */
export function checkPolicy(text: string, bucketArn: string): Policy {
  const policy = parsePolicy(text);
  if (Buffer.byteLength(text) > POLICY_BYTES) throw errors.malformedPolicy("Policies must not exceed 20 KB in size");
  if (policy.Version !== undefined && !["2012-10-17", "2008-10-17"].includes(policy.Version))
    throw errors.malformedPolicy("The policy must contain a valid version string");
  for (const statement of policy.Statement) checkStatement(statement, bucketArn);
  return policy;
}

function checkStatement(statement: Statement, bucketArn: string): void {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  if (Effect === undefined) throw errors.malformedPolicy("Missing required field Effect");
  if (Effect !== "Allow" && Effect !== "Deny") throw errors.malformedPolicy(`Invalid effect : ${String(Effect)}`);
  if (Principal === undefined && NotPrincipal === undefined)
    throw errors.malformedPolicy("Missing required field Principal");
  checkPrincipal(Principal ?? NotPrincipal);
  if (Action === undefined && NotAction === undefined) throw errors.malformedPolicy("Missing required field Action");
  for (const action of list(Action ?? NotAction))
    if (!/^(\*|s3:[\w*?]+)$/i.test(action)) throw errors.malformedPolicy("Policy has invalid action");
  if (Resource === undefined && NotResource === undefined)
    throw errors.malformedPolicy("Missing required field Resource");
  for (const resource of list(Resource ?? NotResource))
    if (!isOfBucket(resource, bucketArn)) throw errors.malformedPolicy("Policy has invalid resource");
}

/** A resource must be able to match the bucket or its objects; wildcards count. */
function isOfBucket(resource: string, bucketArn: string): boolean {
  const [bucket = ""] = resource.split("/");
  const pattern = bucket
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`).test(bucketArn) || resource === "*";
}

function checkPrincipal(principal: unknown): void {
  if (principal === "*") return;
  if (typeof principal !== "object" || principal === null) throw errors.malformedPolicy("Invalid policy syntax.");
  for (const [kind, values] of Object.entries(principal)) {
    if (!["AWS", "Service", "Federated", "CanonicalUser"].includes(kind))
      throw errors.malformedPolicy("Invalid principal in policy", { Detail: `"${kind}"` });
    for (const value of list(values))
      if (kind === "AWS" && !/^(\*|\d{12}|arn:aws:(iam|sts)::\d{12}:.+|A[A-Z]{3}[A-Z0-9]{16,})$/.test(value))
        throw errors.malformedPolicy("Invalid principal in policy", { Detail: `"AWS" : "${value}"` });
  }
}

/** Condition keys that, compared with fixed values, make a statement for everyone not public (access-control-block-public-access.html). */
const NARROWING =
  /^(aws:(SourceArn|SourceAccount|SourceVpc|SourceVpce|SourceIp|SourceOrgID|SourceOrgPaths|PrincipalArn|PrincipalAccount|PrincipalOrgID|PrincipalOrgPaths|userid|username|VpcSourceIp)|s3:(DataAccessPointArn|DataAccessPointAccount|x-amz-server-side-encryption-aws-kms-key-id))$/i;

/** Whether a statement gives something to everyone, as S3 Block Public Access reads it. */
export function isPublicStatement(statement: Statement): boolean {
  if (statement.Effect !== "Allow") return false;
  const { Principal } = statement;
  const isEveryone =
    statement.NotPrincipal !== undefined ||
    Principal === "*" ||
    (typeof Principal === "object" && Principal !== null && list((Principal as { AWS?: unknown }).AWS).includes("*"));
  return isEveryone && !Object.values(statement.Condition ?? {}).some(isNarrow);
}

function isNarrow(comparison: Record<string, string | string[]>): boolean {
  return Object.entries(comparison).some(
    ([key, values]) => NARROWING.test(key) && list(values).every((value) => !/^\*|^(0\.0\.0\.0|::)\/0$/.test(value)),
  );
}

function list(values: unknown): string[] {
  return values === undefined ? [] : (Array.isArray(values) ? values : [values]).map(String);
}
