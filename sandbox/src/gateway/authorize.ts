import { parseArn } from "../core/arn.ts";
import { AwsError } from "../core/errors.ts";
import type { AccessRequest, OperationContext } from "../core/service.ts";
import { denialMessage } from "../policy/denial.ts";
import { evaluate, type Decision } from "../policy/evaluate.ts";
import type { ContextKeys } from "../policy/variables.ts";
import { identityOf } from "../services/iam/accounts.ts";
import { conditionKeys } from "./global-keys.ts";

/** What a decision needs of the context of an operation. */
type Caller = Pick<OperationContext, "account" | "region" | "principal" | "clock" | "allState">;

/** Resource policies without which nobody gets in, not even by identity policies of the same account. */
const DECIDED_BY_RESOURCE = /^(sts:(AssumeRole|TagSession|SetSourceIdentity)|kms:)/i;

/** Throws AccessDenied, in AWS's words, at the first request that the caller may not make. */
export async function authorize(requests: AccessRequest[], context: OperationContext): Promise<void> {
  for (const request of requests) {
    const decision = decide(request, context);
    if (decision.allowed) continue;
    const { action, resource } = request;
    const message = isTold(request, context)
      ? denialMessage({ principal: context.principal.arn, action, resource }, decision)
      : "Access Denied";
    throw new AwsError("AccessDenied", message, { status: 403, cause: decision });
  }
}

/**
 * S3 gives its reasons to the bucket's own account alone:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html (2026-11)
 */
function isTold({ action, resourceAccount }: AccessRequest, { principal, account }: OperationContext): boolean {
  return !action.startsWith("s3:") || principal.account === (resourceAccount ?? account);
}

/** The decision with its reason. */
function decide(request: AccessRequest, context: Caller): Decision {
  const { principal } = context;
  const identity = identityOf(context.allState, principal);
  const resourceAccount = request.resourceAccount ?? ownerOf(request.resource) ?? context.account;
  let keys: ContextKeys | undefined;
  return evaluate({
    principal,
    action: request.action,
    resource: request.resource,
    resourceAccount,
    get keys() {
      return (keys ??= conditionKeys(request, context, identity.tags, resourceAccount));
    },
    identityPolicies: identity.policies,
    boundary: identity.boundary,
    sessionPolicies:
      principal.type === "role-session"
        ? principal.sessionPolicies.map((document) => ({ name: "session policy", document }))
        : [],
    resourcePolicy:
      request.resourcePolicy === undefined ? undefined : { name: "resource policy", document: request.resourcePolicy },
    resourcePolicyDecides: request.resourcePolicy !== undefined && DECIDED_BY_RESOURCE.test(request.action),
  });
}

/** The account in an ARN. Managed policies of AWS (account "aws") and ARNs without an account belong to no one: the caller's account counts. */
function ownerOf(resource: string): string | undefined {
  const account = parseArn(resource)?.account;
  return account && /^\d{12}$/.test(account) ? account : undefined;
}
