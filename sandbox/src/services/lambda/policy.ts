import { randomUUID } from "node:crypto";
import { aliasNotFound, functionNotFound, invalidParameter } from "./errors.ts";
import { LATEST, type LambdaFunction, type ResourcePolicy } from "./function.ts";
import type { Reference } from "./reference.ts";

/** Key of the policy of what a reference names: the function itself, a version, or an alias. */
export function policyKey(qualifier: string | undefined): string {
  return qualifier ?? "";
}

export function policyDocument(policy: ResourcePolicy | undefined): string | undefined {
  if (!policy) return undefined;
  return JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: policy.statements });
}

/** The policy that decides about an invocation of `qualifier`: its own, or the function's for an unqualified ARN. */
export function policyFor(owner: LambdaFunction | undefined, qualifier: string | undefined): string | undefined {
  // Without a statement a policy still exists for the evaluation of callers of other accounts: none allows them.
  return policyDocument(owner?.policies.get(policyKey(qualifier === LATEST ? undefined : qualifier)));
}

/** Versions and aliases that do not exist, in AWS's different words for both. */
export function checkQualifier(owner: LambdaFunction, { qualifier, arn }: Reference): void {
  if (qualifier === undefined || owner.aliases.has(qualifier) || owner.versions.has(qualifier)) return;
  if (qualifier === LATEST) throw invalidParameter("We currently do not support adding policies for $LATEST.");
  if (/^\d+$/.test(qualifier) || qualifier.includes("$")) throw functionNotFound(arn);
  throw aliasNotFound(arn);
}

interface PermissionInput {
  StatementId?: string | undefined;
  Action?: string | undefined;
  Principal?: string | undefined;
  SourceArn?: string | undefined;
  SourceAccount?: string | undefined;
  EventSourceToken?: string | undefined;
  PrincipalOrgID?: string | undefined;
  FunctionUrlAuthType?: string | undefined;
  InvokedViaFunctionUrl?: boolean | undefined;
}

/** The statement AddPermission makes, in AWS's order of members. */
export function permissionStatement(input: PermissionInput, resource: string): Record<string, unknown> {
  const equals: Record<string, string> = {};
  if (input.SourceAccount) equals["AWS:SourceAccount"] = input.SourceAccount;
  if (input.EventSourceToken) equals["lambda:EventSourceToken"] = input.EventSourceToken;
  if (input.PrincipalOrgID) equals["aws:PrincipalOrgID"] = input.PrincipalOrgID;
  if (input.FunctionUrlAuthType) equals["lambda:FunctionUrlAuthType"] = input.FunctionUrlAuthType;
  const condition = {
    ...(Object.keys(equals).length ? { StringEquals: equals } : {}),
    ...(input.InvokedViaFunctionUrl === undefined
      ? {}
      : { Bool: { "lambda:InvokedViaFunctionUrl": String(input.InvokedViaFunctionUrl) } }),
    ...(input.SourceArn ? { ArnLike: { "AWS:SourceArn": input.SourceArn } } : {}),
  };
  return {
    Sid: input.StatementId,
    Effect: "Allow",
    Principal: principalOf(input.Principal!),
    Action: input.Action,
    Resource: resource,
    ...(Object.keys(condition).length ? { Condition: condition } : {}),
  };
}

function principalOf(principal: string): string | Record<string, string> {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (principal.startsWith("arn:")) return { AWS: principal };
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/.test(principal)) return { Service: principal };
  throw invalidParameter("The provided principal was invalid. Please check the principal and try again.");
}

export function newPolicy(statements: Record<string, unknown>[]): ResourcePolicy {
  return { statements, revisionId: randomUUID() };
}
