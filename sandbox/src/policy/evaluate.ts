import type { Principal } from "../core/principal.ts";
import { compilePolicy, type Statement } from "./document.ts";
import { isSpared, namingOf, STRENGTH, type Naming } from "./principal-match.ts";
import type { ContextKeys } from "./variables.ts";

export interface NamedPolicy {
  name: string;
  /** Of a managed policy. */
  arn?: string;
  document: string;
}

export type PolicyKind = "identity" | "resource" | "boundary" | "session";

/** Everything one decision depends on. */
export interface AccessQuestion {
  principal: Principal;
  action: string;
  resource: string;
  /** Account that owns the resource. */
  resourceAccount: string;
  keys: ContextKeys;
  identityPolicies: NamedPolicy[];
  /** Absent: no boundary is set. */
  boundary?: NamedPolicy;
  /** Absent or empty: the session was made without session policies. */
  sessionPolicies?: NamedPolicy[];
  resourcePolicy?: NamedPolicy;
  /** The resource policy must allow even within one account: role trust policies and KMS key policies. */
  resourcePolicyDecides?: boolean;
}

interface MatchedStatement {
  kind: PolicyKind;
  policy: string;
  policyArn?: string;
  effect: "Allow" | "Deny";
  sid?: string;
  /** Position in the document, from 0. */
  index: number;
}

/** The decision and its reason: what allowed, what denied explicitly, or which kind of policy is missing an Allow. */
export type Decision =
  | { allowed: true; by: "identity" | "resource" | "both"; matched: MatchedStatement[] }
  | { allowed: false; reason: "explicit-deny"; deny: MatchedStatement; matched: MatchedStatement[] }
  | { allowed: false; reason: "not-allowed"; missing: PolicyKind; matched: MatchedStatement[] };

/**
 * Decides as AWS documents it: an explicit deny in any policy wins; a resource policy of the same account that names the caller
 * grants by itself; else the identity policies must allow, within boundary and session policies; across accounts both sides must.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(question: AccessQuestion): Decision {
  const matched: MatchedStatement[] = [];
  const { principal, boundary, sessionPolicies = [] } = question;

  const identity = collect("identity", question.identityPolicies, question, matched);
  const bounded = !boundary || collect("boundary", [boundary], question, matched);
  const inSession = !sessionPolicies.length || collect("session", sessionPolicies, question, matched);
  const naming = collectResource(question, matched);

  const deny = matched.find((statement) => statement.effect === "Deny");
  if (deny) return { allowed: false, reason: "explicit-deny", deny, matched };
  const missing = (kind: PolicyKind): Decision => ({ allowed: false, reason: "not-allowed", missing: kind, matched });
  const limits = (): Decision | undefined =>
    !bounded ? missing("boundary") : !inSession ? missing("session") : undefined;

  if (principal.type === "service" || principal.type === "anonymous")
    return naming ? { allowed: true, by: "resource", matched } : missing("resource");

  if (principal.account === question.resourceAccount) {
    if (naming === "direct") return { allowed: true, by: identity ? "both" : "resource", matched };
    if (naming === "role") return limits() ?? { allowed: true, by: identity ? "both" : "resource", matched };
    if (question.resourcePolicyDecides && !naming) return missing("resource");
    return identity ? (limits() ?? { allowed: true, by: "identity", matched }) : missing("identity");
  }
  if (!identity) return missing("identity");
  return limits() ?? (naming ? { allowed: true, by: "both", matched } : missing("resource"));
}

/** Adds the statements that match; true when one of them allows. */
function collect(
  kind: PolicyKind,
  policies: NamedPolicy[],
  question: AccessQuestion,
  matched: MatchedStatement[],
): boolean {
  let allows = false;
  for (const policy of policies) {
    compilePolicy(policy.document).statements.forEach((statement, index) => {
      if (!covers(statement, question)) return;
      if (statement.effect === "Allow") allows = true;
      matched.push(match(kind, policy, statement, index));
    });
  }
  return allows;
}

/** The same for the resource policy, whose statements also have to name the caller; returns how its Allows name it. */
function collectResource(question: AccessQuestion, matched: MatchedStatement[]): Naming | undefined {
  const { resourcePolicy: policy, principal } = question;
  let strongest: Naming | undefined;
  if (!policy) return undefined;
  compilePolicy(policy.document).statements.forEach((statement, index) => {
    const naming = statementNaming(statement, principal, question.boundary !== undefined);
    if (!naming || !covers(statement, question)) return;
    matched.push(match("resource", policy, statement, index));
    if (statement.effect === "Allow" && (!strongest || STRENGTH[naming] > STRENGTH[strongest])) strongest = naming;
  });
  return strongest;
}

function statementNaming(statement: Statement, principal: Principal, bounded: boolean): Naming | undefined {
  if (statement.principal) return namingOf(statement.principal, principal);
  if (!statement.notPrincipal || statement.effect === "Allow") return undefined;
  return isSpared(statement.notPrincipal, principal, bounded) ? undefined : "direct";
}

/** The condition keys are asked for only by statements that depend on them. */
function covers(statement: Statement, question: AccessQuestion): boolean {
  return (
    statement.coversAction(question.action) &&
    statement.coversResource(question.resource, question) &&
    statement.conditions.every((condition) => condition(question.keys))
  );
}

function match(kind: PolicyKind, policy: NamedPolicy, statement: Statement, index: number): MatchedStatement {
  return { kind, policy: policy.name, policyArn: policy.arn, effect: statement.effect, sid: statement.sid, index };
}
