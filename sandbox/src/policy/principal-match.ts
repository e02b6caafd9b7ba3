import type { Principal, RoleSession } from "../core/principal.ts";
import type { PrincipalElement } from "./document.ts";

/**
 * How a Principal element names the caller. It decides whether a resource policy of the caller's own account grants by itself:
 * - "direct": the user, the role session, the service, or everyone. Grants, whatever the identity side says or leaves out.
 * - "role": the role of a role session. Grants without an identity policy, but boundary and session policies still limit it.
 * - "account": the whole account. Hands the decision to the account's identity policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 */
export type Naming = "direct" | "role" | "account";

export const STRENGTH: Record<Naming, number> = { account: 1, role: 2, direct: 3 };

/** How the element names the caller, strongest first; `undefined` when it does not. */
export function namingOf(element: PrincipalElement, principal: Principal): Naming | undefined {
  if (element.everyone) return "direct";
  if (principal.type === "anonymous") return undefined;
  if (principal.type === "service") {
    const service = globalName(principal.service);
    return element.service.some((name) => globalName(name) === service) ? "direct" : undefined;
  }
  if (element.aws.includes(principal.arn) || element.aws.includes(principal.userId)) return "direct";
  if (principal.type === "role-session" && element.aws.some((name) => isRole(name, principal))) return "role";
  if (element.aws.some((name) => accountOf(name) === principal.account)) return "account";
  return undefined;
}

/**
 * Does a NotPrincipal element exempt the caller from its Deny? Naming an account exempts only the account itself, not the users
 * and roles in it; a role session must be named beside its role; and no one with a permissions boundary is exempt.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function isSpared(element: PrincipalElement, principal: Principal, bounded: boolean): boolean {
  if (bounded || namingOf(element, principal) !== "direct") return false;
  return principal.type !== "role-session" || element.everyone || element.aws.some((name) => isRole(name, principal));
}

/** By ARN, or by the id that is the first part of a session's user id. */
function isRole(name: string, { roleArn, userId }: RoleSession): boolean {
  return name === roleArn || userId.startsWith(`${name}:`);
}

/** `123456789012` and `arn:aws:iam::123456789012:root` name the account. */
function accountOf(name: string): string | undefined {
  if (/^\d{12}$/.test(name)) return name;
  return /^arn:aws[\w-]*:iam::(\d{12}):root$/.exec(name)?.[1];
}

/** `states.us-east-1.amazonaws.com` and `states.amazonaws.com` are one principal. */
function globalName(service: string): string {
  return service.replace(/\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws\.com$/, ".amazonaws.com");
}
