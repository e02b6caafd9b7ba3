import type { OperationContext } from "../../../core/service.ts";
import { invalidStackPolicy, validationError } from "../errors.ts";
import { asList, isMap } from "../template/template.ts";
import { templateText } from "../template/template-source.ts";
import type { StackResource } from "./stack.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html (November 2026) */
export type PolicyAction = "Update:Modify" | "Update:Replace" | "Update:Delete";
const ACTIONS = ["Update:Modify", "Update:Replace", "Update:Delete", "Update:*"];
const MEMBERS = ["Sid", "Effect", "Action", "NotAction", "Principal", "Resource", "NotResource", "Condition"];

interface Statement {
  Effect: "Allow" | "Deny";
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, { ResourceType?: string | string[] }>;
}

/** The checked text of a policy given in a request, directly or in S3. */
export async function policyText(
  body: string | undefined,
  url: string | undefined,
  context: OperationContext,
): Promise<string | undefined> {
  if (body !== undefined && url !== undefined)
    throw validationError("You cannot specify both StackPolicyURL and StackPolicyBody");
  const text = url === undefined ? body : await templateText({ TemplateURL: url }, context);
  if (text === undefined) return undefined;
  statementsOf(text);
  return text;
}

function statementsOf(text: string): Statement[] {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    throw invalidStackPolicy();
  }
  if (!isMap(policy)) throw invalidStackPolicy();
  if (!Object.keys(policy).length) return [];
  const statements = asList(policy.Statement as Statement | Statement[] | undefined);
  if (!statements.length || !statements.every(isStatement)) throw invalidStackPolicy();
  return statements;
}

function isStatement(statement: unknown): statement is Statement {
  if (!isMap(statement) || !Object.keys(statement).every((member) => MEMBERS.includes(member))) return false;
  const { Effect, Action, NotAction, Principal, Resource, NotResource, Condition } = statement;
  const actions = asList((Action ?? NotAction) as string | string[] | undefined);
  const resources = asList((Resource ?? NotResource) as string | string[] | undefined);
  return (
    (Effect === "Allow" || Effect === "Deny") &&
    (Action === undefined) !== (NotAction === undefined) &&
    actions.length > 0 &&
    actions.every((action) => ACTIONS.includes(action)) &&
    (Principal === "*" || (isMap(Principal) && Principal.AWS === "*")) &&
    (Resource === undefined) !== (NotResource === undefined) &&
    resources.every((resource) => resource === "*" || /^LogicalResourceId\/./.test(resource)) &&
    (Condition === undefined || isCondition(Condition))
  );
}

function isCondition(condition: unknown): boolean {
  return (
    isMap(condition) &&
    Object.entries(condition).every(
      ([operator, keys]) =>
        /^String(Not)?(Equals|Like)$/.test(operator) &&
        isMap(keys) &&
        Object.keys(keys).every((key) => key === "ResourceType"),
    )
  );
}

/** AWS's words for a change that the policy does not allow; undefined when it does. Without a policy everything is allowed, with one nothing that no statement allows. */
export function deniedByPolicy(
  policy: string | undefined,
  resource: Pick<StackResource, "logicalId" | "type">,
  action: PolicyAction,
): string | undefined {
  const statements = policy === undefined ? [] : statementsOf(policy);
  if (!statements.length) return undefined;
  const applying = statements
    .map((statement, index) => ({ statement, index }))
    .filter(({ statement }) => applies(statement, resource, action));
  const denying = applying.find(({ statement }) => statement.Effect === "Deny");
  if (denying)
    return `Action denied by stack policy: Statement [#${denying.index + 1}] does not allow [${asList(denying.statement.Action ?? denying.statement.NotAction).join(", ")}] for resource [${asList(denying.statement.Resource ?? denying.statement.NotResource).join(", ")}]`;
  return applying.length
    ? undefined
    : `Action not allowed by stack policy: no statement allows [${action}] for resource [LogicalResourceId/${resource.logicalId}]`;
}

function applies(
  statement: Statement,
  { logicalId, type }: Pick<StackResource, "logicalId" | "type">,
  action: string,
): boolean {
  const named = (patterns: string | string[], value: string) =>
    asList(patterns).some((pattern) => matches(pattern, value));
  const target = `LogicalResourceId/${logicalId}`;
  return (
    (statement.Action ? named(statement.Action, action) : !named(statement.NotAction!, action)) &&
    (statement.Resource ? named(statement.Resource, target) : !named(statement.NotResource!, target)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, { ResourceType }]) => {
      const hit = asList(ResourceType).some((each) =>
        operator.endsWith("Like") ? matches(each, type) : each === type,
      );
      return operator.includes("Not") ? !hit : hit;
    })
  );
}

function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(value);
}
