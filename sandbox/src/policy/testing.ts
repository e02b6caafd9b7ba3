/** Policies, callers and questions for the tests of the evaluation. */
import type { Principal, RoleSession, ServicePrincipal } from "../core/principal.ts";
import type { AccessQuestion, Decision } from "./evaluate.ts";

export const ACCOUNT = "111111111111";
export const OTHER = "222222222222";
export const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:orders`;

export const alice: Principal = {
  type: "user",
  account: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
  userId: "AIDAALICE",
  name: "alice",
};
export const mallory: Principal = {
  ...alice,
  account: OTHER,
  arn: `arn:aws:iam::${OTHER}:user/mallory`,
  name: "mallory",
};
export const worker: RoleSession = {
  type: "role-session",
  account: ACCOUNT,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/s1`,
  userId: "AROAWORKER:s1",
  roleArn: `arn:aws:iam::${ACCOUNT}:role/worker`,
  sessionName: "s1",
  sessionPolicies: [],
  sessionTags: {},
};
export const sns: ServicePrincipal = {
  type: "service",
  service: "sns.amazonaws.com",
  account: ACCOUNT,
  arn: "sns.amazonaws.com",
  sourceArn: `arn:aws:sns:us-east-1:${ACCOUNT}:news`,
};

export type Statement = Record<string, unknown>;
export const document = (statements: Statement[], version = "2012-10-17") =>
  JSON.stringify({ Version: version, Statement: statements });
export const allow = (more: Statement = {}) => ({ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*", ...more });
export const deny = (more: Statement = {}) => ({ Effect: "Deny", Action: "sqs:SendMessage", Resource: "*", ...more });
export const to = (...aws: string[]) => ({ Principal: { AWS: aws } });
export const fromService = (name: string) => ({ Principal: { Service: `${name}.amazonaws.com` } });
export const root = (account: string) => `arn:aws:iam::${account}:root`;
export const everyone = { Principal: "*" };

export interface Case {
  who?: Principal;
  action?: string;
  resource?: string;
  owner?: string;
  keys?: Record<string, string | string[]>;
  identity?: Statement[];
  boundary?: Statement[];
  session?: Statement[];
  resourcePolicy?: Statement[];
  decides?: boolean;
}

export function question(given: Case): AccessQuestion {
  const named = (name: string, statements: Statement[]) => ({ name, document: document(statements) });
  return {
    principal: given.who ?? alice,
    action: given.action ?? "sqs:SendMessage",
    resource: given.resource ?? QUEUE,
    resourceAccount: given.owner ?? ACCOUNT,
    keys: new Map(Object.entries(given.keys ?? {}).map(([key, value]) => [key.toLowerCase(), [value].flat()])),
    identityPolicies: given.identity ? [named("identity", given.identity)] : [],
    boundary: given.boundary && named("boundary", given.boundary),
    sessionPolicies: given.session && [named("session", given.session)],
    resourcePolicy: given.resourcePolicy && named("resource", given.resourcePolicy),
    resourcePolicyDecides: given.decides,
  };
}

/** "allow", "deny <kind>" for an explicit deny, "none <kind>" for the kind of policy whose Allow is missing. */
export function told(decision: Decision): string {
  if (decision.allowed) return "allow";
  return decision.reason === "explicit-deny" ? `deny ${decision.deny.kind}` : `none ${decision.missing}`;
}
