/** Who makes a request. `arn` is what AWS prints in denials and GetCallerIdentity. */
export type Principal = UserPrincipal | RoleSession | ServicePrincipal | AnonymousPrincipal;

export interface UserPrincipal {
  type: "user";
  account: string;
  arn: string;
  /** AIDA... */
  userId: string;
  name: string;
  /** Sandbox time at which its temporary credentials were issued, when it uses some. */
  tokenIssuedAt?: number;
}

export interface RoleSession {
  type: "role-session";
  account: string;
  /** arn:aws:sts::<account>:assumed-role/<role>/<session> */
  arn: string;
  /** AROA...:<session> */
  userId: string;
  roleArn: string;
  sessionName: string;
  /** The documents given to AssumeRole; they narrow what the role allows. */
  sessionPolicies: string[];
  sessionTags: Record<string, string>;
  /** Sandbox time at which the session began. */
  tokenIssuedAt?: number;
}

/** A service acting for itself: API Gateway invoking a function, Lambda assuming a role. `source*` become the keys aws:SourceArn and aws:SourceAccount. */
export interface ServicePrincipal {
  type: "service";
  /** for example lambda.amazonaws.com */
  service: string;
  account: string;
  arn: string;
  sourceArn?: string;
}

export interface AnonymousPrincipal {
  type: "anonymous";
  account: "anonymous";
  arn: "anonymous";
}

export const ANONYMOUS: AnonymousPrincipal = { type: "anonymous", account: "anonymous", arn: "anonymous" };

export function servicePrincipal(service: string, account: string, sourceArn?: string): ServicePrincipal {
  return { type: "service", service, account, arn: service, sourceArn };
}
