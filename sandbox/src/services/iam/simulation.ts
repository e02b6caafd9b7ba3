/** The policy simulator: the same evaluation as of real calls, with the caller's word for the request. */
import type { EvaluationResult, SimulateCustomPolicyCommandInput, Statement } from "@aws-sdk/client-iam";
import { parseArn } from "../../core/arn.ts";
import type { Principal } from "../../core/principal.ts";
import { evaluate, type AccessQuestion, type Decision, type NamedPolicy } from "../../policy/evaluate.ts";
import { referencedKeys } from "../../policy/referenced-keys.ts";
import { statementSpans } from "../../policy/statement-spans.ts";
import { policyFault } from "../../policy/validate.ts";
import * as errors from "./errors.ts";
import { page } from "./paging.ts";

/** What both operations of the simulator have. */
export type SimulationInput = Pick<
  SimulateCustomPolicyCommandInput,
  | "ActionNames"
  | "ResourceArns"
  | "ResourcePolicy"
  | "ResourceOwner"
  | "ContextEntries"
  | "PermissionsBoundaryPolicyInputList"
  | "MaxItems"
  | "Marker"
>;

export interface Subject {
  principal: Principal;
  policies: NamedPolicy[];
  boundary?: NamedPolicy;
}

/** Policies given as text, named as the simulator names them: PolicyInputList.1, ... */
export function inputPolicies(list: string[] | undefined, name: string): NamedPolicy[] {
  return (list ?? []).map((document, index) => {
    const fault = policyFault(document, "identity");
    if (fault) throw errors.invalidInput(fault);
    return { name: `${name}.${index + 1}`, document };
  });
}

/** One result for each action on each resource. */
export function simulate(input: SimulationInput, subject: Subject) {
  const [given] = inputPolicies(input.PermissionsBoundaryPolicyInputList, "PermissionsBoundaryPolicyInputList");
  const boundary = given ?? subject.boundary;
  const keys = new Map([
    ...callerKeys(subject.principal),
    ...(input.ContextEntries ?? []).map(
      (entry) => [entry.ContextKeyName!.toLowerCase(), entry.ContextKeyValues ?? []] as const,
    ),
  ]);
  const resources = input.ResourceArns ?? ["*"];
  checkArns(resources, input.ResourceOwner);
  const fault = input.ResourcePolicy && policyFault(input.ResourcePolicy, "resource");
  if (fault) throw errors.invalidInput(fault);
  const results = resources.flatMap((resource) =>
    input.ActionNames!.map((action) => {
      if (!/^[\w-]+:\w+$/.test(action)) throw errors.invalidInput(`Invalid Action Name: ${action}`);
      return resultOf({
        principal: subject.principal,
        action,
        resource,
        resourceAccount: ownerOf(resource, input.ResourceOwner) ?? subject.principal.account,
        keys,
        identityPolicies: subject.policies,
        boundary,
        resourcePolicy: input.ResourcePolicy ? { name: "ResourcePolicy", document: input.ResourcePolicy } : undefined,
      });
    }),
  );
  const { items, next } = page(results, input);
  return { EvaluationResults: items, ...next };
}

/** Texts as AWS answered: github.com/aws-containers/amazon-ecs-exec-checker/issues/35, github.com/boto/botocore/issues/1346. */
function checkArns(resources: string[], owner: string | undefined): void {
  const invalid = resources.filter((resource) => resource !== "*" && !parseArn(resource));
  if (invalid.length) throw errors.invalidInput(`ResourceNames are not in a valid ARN format: ${invalid.join(", ")}.`);
  if (owner !== undefined && !parseArn(owner)?.account)
    throw errors.invalidInput(`'${owner}' is not a valid as a Resource Owner.`);
}

/** The account in the ARN of the resource; ResourceOwner counts where there is none (S3). */
function ownerOf(resource: string, owner: string | undefined): string | undefined {
  return parseArn(resource)?.account || (owner && parseArn(owner)?.account) || undefined;
}

function callerKeys(principal: Principal): [string, string[]][] {
  if (principal.type !== "user") return [];
  return [
    ["aws:username", [principal.name]],
    ["aws:userid", [principal.userId]],
    ["aws:principalarn", [principal.arn]],
    ["aws:principaltype", ["User"]],
  ];
}

function resultOf(question: AccessQuestion): EvaluationResult {
  const decision = evaluate(question);
  const { boundary, resourcePolicy, identityPolicies } = question;
  const policies = [...identityPolicies, ...(boundary ? [boundary] : []), ...(resourcePolicy ? [resourcePolicy] : [])];
  const missing = policies
    .flatMap(({ document }) => referencedKeys(document))
    .filter((key) => !question.keys.has(key.toLowerCase()));
  const shared = {
    MatchedStatements: matchedStatements(decision, policies),
    MissingContextValues: [...new Set(missing)],
    ...(boundary
      ? {
          PermissionsBoundaryDecisionDetail: {
            AllowedByPermissionsBoundary: sideOf("boundary", decision) === "allowed",
          },
        }
      : {}),
  };
  const verdict = verdictOf(decision);
  return {
    EvalActionName: question.action,
    EvalResourceName: question.resource,
    EvalDecision: verdict,
    ...decisionDetails(question, decision),
    OrganizationsDecisionDetail: { AllowedByOrganizations: true },
    ...shared,
    ResourceSpecificResults: [{ EvalResourceName: question.resource, EvalResourceDecision: verdict, ...shared }],
  };
}

/**
 * Which side decided what, across accounts; empty within one account, and absent for the resource "*".
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html (2026-11)
 */
function decisionDetails(question: AccessQuestion, decision: Decision): Pick<EvaluationResult, "EvalDecisionDetails"> {
  if (question.resource === "*") return {};
  if (question.principal.account === question.resourceAccount) return { EvalDecisionDetails: {} };
  const kinds = { "IAM Policy": "identity", "Resource Policy": "resource" } as const;
  const details = Object.entries(kinds).map(([name, kind]) => [name, sideOf(kind, decision)] as const);
  return { EvalDecisionDetails: Object.fromEntries(details) };
}

function sideOf(kind: string, { matched }: Decision): "allowed" | "explicitDeny" | "implicitDeny" {
  const own = matched.filter((statement) => statement.kind === kind);
  if (own.some(({ effect }) => effect === "Deny")) return "explicitDeny";
  return own.length ? "allowed" : "implicitDeny";
}

function verdictOf(decision: Decision): "allowed" | "explicitDeny" | "implicitDeny" {
  if (decision.allowed) return "allowed";
  return decision.reason === "explicit-deny" ? "explicitDeny" : "implicitDeny";
}

/** The statements that decided: the denies of an explicit deny, else the allows. */
function matchedStatements(decision: Decision, policies: NamedPolicy[]): Statement[] {
  const effect = !decision.allowed && decision.reason === "explicit-deny" ? "Deny" : "Allow";
  return decision.matched.flatMap((statement) => {
    if (statement.effect !== effect) return [];
    const policy = policies.find(({ name, arn }) => name === statement.policy && arn === statement.policyArn);
    const span = statementSpans(policy!.document)[statement.index]!;
    return [
      {
        SourcePolicyId: statement.policy,
        // The documented values are user, group, role, aws-managed, ...; AWS answers this (recording).
        SourcePolicyType: "IAM Policy" as Statement["SourcePolicyType"],
        StartPosition: { Line: span.start.line, Column: span.start.column },
        EndPosition: { Line: span.end.line, Column: span.end.column },
      },
    ];
  });
}
