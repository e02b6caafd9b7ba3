import type { Principal } from "../core/principal.ts";
import type { AccessRequest, OperationContext } from "../core/service.ts";
import type { ContextKeys } from "../policy/variables.ts";

const PRINCIPAL_TYPES = { user: "User", "role-session": "AssumedRole", anonymous: "Anonymous" } as const;

/**
 * The condition keys of a request: the global ones AWS always or sometimes adds, and those the operation gives.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function conditionKeys(
  request: AccessRequest,
  context: Pick<OperationContext, "region" | "clock" | "principal">,
  principalTags: ReadonlyMap<string, string>,
  resourceAccount: string,
): ContextKeys {
  const now = context.clock.date();
  const keys = new Map<string, string[]>([
    ["aws:currenttime", [now.toISOString()]],
    ["aws:epochtime", [String(Math.floor(now.getTime() / 1000))]],
    // The sandbox listens without TLS but stands for endpoints that have it.
    ["aws:securetransport", ["true"]],
    ["aws:requestedregion", [context.region]],
    ["aws:resourceaccount", [resourceAccount]],
    ["aws:viaawsservice", ["false"]],
    ["aws:principalisawsservice", [String(context.principal.type === "service")]],
  ]);
  addPrincipal(keys, context.principal);
  for (const [key, value] of principalTags) keys.set(`aws:principaltag/${key.toLowerCase()}`, [value]);
  for (const [key, value] of Object.entries(request.conditions ?? {}))
    keys.set(key.toLowerCase(), Array.isArray(value) ? value : [value]);
  return keys;
}

function addPrincipal(keys: Map<string, string[]>, principal: Principal): void {
  if (principal.type === "service") {
    keys.set("aws:principalservicename", [principal.service]);
    keys.set("aws:principalservicenameslist", [principal.service]);
    keys.set("aws:sourceaccount", [principal.account]);
    if (principal.sourceArn) keys.set("aws:sourcearn", [principal.sourceArn]);
    return;
  }
  keys.set("aws:sourceip", ["127.0.0.1"]);
  keys.set("aws:principaltype", [PRINCIPAL_TYPES[principal.type]]);
  keys.set("aws:principalaccount", [principal.account]);
  if (principal.type === "anonymous") {
    keys.set("aws:userid", ["anonymous"]);
    return;
  }
  // Of a role session this is the role, not the session.
  keys.set("aws:principalarn", [principal.type === "role-session" ? principal.roleArn : principal.arn]);
  keys.set("aws:userid", [principal.userId]);
  if (principal.type === "user") keys.set("aws:username", [principal.name]);
  if (principal.type === "user" && principal.tokenIssuedAt === undefined) return;
  // Present with temporary credentials only; no session here was opened with MFA.
  keys.set("aws:multifactorauthpresent", ["false"]);
  if (principal.tokenIssuedAt !== undefined)
    keys.set("aws:tokenissuetime", [new Date(principal.tokenIssuedAt).toISOString()]);
}
