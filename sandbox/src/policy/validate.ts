import { isConditionOperator } from "./condition.ts";
import { list } from "./document.ts";

/** Where a document stands: on an identity (or as a boundary or session policy), as the trust policy of a role, or on any other resource. */
export type PolicyPlace = "identity" | "trust" | "resource";

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What IAM says (MalformedPolicyDocument) when it refuses a document; `undefined` when it takes it. */
export function policyFault(text: string, place: PolicyPlace): string | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return place === "trust" ? "This policy contains invalid Json" : "The policy is not in the valid JSON format.";
  }
  if (!isObject(document)) return SYNTAX;
  const statements = list(document.Statement);
  if (!statements.length || !statements.every(isObject) || !hasOnly(document, DOCUMENT_FIELDS)) return SYNTAX;
  if (document.Version !== undefined && !VERSIONS.includes(document.Version as string)) return SYNTAX;
  if (place === "resource") return statements.every(isForResource) ? undefined : SYNTAX;
  return place === "trust" ? trustFault(statements) : identityFault(document, statements);
}

const SYNTAX = "Syntax errors in policy.";
const VERSIONS = ["2012-10-17", "2008-10-17"];
const DOCUMENT_FIELDS = ["Version", "Id", "Statement"];
const STATEMENT_FIELDS = "Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition".split(" ");

function hasOnly(object: Json, fields: string[]): boolean {
  return Object.keys(object).every((field) => fields.includes(field));
}

function isText(value: unknown): boolean {
  return typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string"));
}

/** A statement that the grammar does not know, wherever it stands. */
function isMalformed(statement: Json): boolean {
  const { Sid, Effect, Condition } = statement;
  if (!hasOnly(statement, STATEMENT_FIELDS) || (Effect !== "Allow" && Effect !== "Deny")) return true;
  if (Sid !== undefined && typeof Sid !== "string") return true;
  if (["Action", "NotAction", "Resource", "NotResource"].some((key) => key in statement && !isText(statement[key])))
    return true;
  if ("Action" in statement && "NotAction" in statement) return true;
  if ("Resource" in statement && "NotResource" in statement) return true;
  if ("Principal" in statement && "NotPrincipal" in statement) return true;
  return Condition !== undefined && !isConditionBlock(Condition);
}

function isForResource(statement: Json): boolean {
  const isPrincipal = (value: unknown) => value === undefined || value === "*" || isObject(value);
  return !isMalformed(statement) && isPrincipal(statement.Principal) && isPrincipal(statement.NotPrincipal);
}

function isConditionBlock(value: unknown): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value).every(
    ([operator, keys]) =>
      isConditionOperator(operator) &&
      isObject(keys) &&
      Object.values(keys).every((values) =>
        list(values).every((item) => ["string", "number", "boolean"].includes(typeof item)),
      ),
  );
}

function identityFault(document: Json, statements: Json[]): string | undefined {
  if (statements.some(isMalformed)) return SYNTAX;
  if (document.Version !== "2012-10-17") return "Policy document must be version 2012-10-17 or greater.";
  if (statements.some((statement) => "Principal" in statement || "NotPrincipal" in statement))
    return "Policy document should not specify a principal.";
  if (statements.some((statement) => !list(statement.Action ?? statement.NotAction).length))
    return "Policy statement must contain actions.";
  if (statements.some((statement) => !list(statement.Resource ?? statement.NotResource).length))
    return "Policy statement must contain resources.";
  for (const statement of statements) {
    const fault = actionFault(statement) ?? resourceFault(statement);
    if (fault) return fault;
  }
  const sids = statements.flatMap(({ Sid }) => (Sid ? [Sid as string] : []));
  if (sids.some((sid) => !/^[A-Za-z0-9]+$/.test(sid))) return SID;
  return new Set(sids).size < sids.length ? "Statement IDs (SID) in a single policy must be unique." : undefined;
}

const SID =
  "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";

function actionFault(statement: Json): string | undefined {
  for (const action of list(statement.Action ?? statement.NotAction) as string[]) {
    if (action === "*") continue;
    const [vendor = "", ...name] = action.split(":");
    if (!name.length) return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    if (name.length > 1) return "Actions/Condition can contain only one colon.";
    if (!/^[a-zA-Z0-9*?-]+$/.test(vendor)) return `Vendor ${vendor} is not valid`;
  }
  return undefined;
}

function resourceFault(statement: Json): string | undefined {
  for (const resource of list(statement.Resource ?? statement.NotResource) as string[]) {
    if (resource === "*" || resource.startsWith("${")) continue;
    const [prefix, partition = "", service = "", region = ""] = resource.split(":");
    if (prefix !== "arn") return `Resource ${resource} must be in ARN format or "*".`;
    if (resource.split(":").length < 6 && !resource.endsWith("*")) return "The policy failed legacy parsing";
    if (!/^aws[\w-]*$|[*?]/.test(partition)) return `Partition "${partition}" is not valid for resource "${resource}".`;
    if (service === "iam" && region !== "" && region !== "*")
      return `IAM resource ${resource} cannot contain region information.`;
  }
  return undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html for NotPrincipal (2026-11). */
const PROHIBITED_IN_TRUST = ["Resource", "NotResource", "NotPrincipal"];

function trustFault(statements: Json[]): string | undefined {
  for (const statement of statements) {
    for (const field of Object.keys(statement)) {
      if (PROHIBITED_IN_TRUST.includes(field)) return `Has prohibited field ${field}`;
      if (!STATEMENT_FIELDS.includes(field)) return `Unknown field ${field}`;
    }
    if (statement.Effect === undefined) return "Missing required field Effect";
    if (statement.Principal === undefined) return "Missing required field Principal";
    if (statement.Action === undefined && statement.NotAction === undefined) return "Missing required field Action";
    if (isMalformed(statement)) return SYNTAX;
    const actions = list(statement.Action) as string[];
    if (actions.some((action) => action !== "*" && !/^sts:/i.test(action)))
      return "AssumeRole policy may only specify STS AssumeRole actions.";
    const invalid = trustPrincipalFault(statement.Principal);
    if (invalid) return `Invalid principal in policy: ${invalid}`;
  }
  return undefined;
}

/** The principal that cannot be one, as IAM prints it: `"AWS":"x"`. */
function trustPrincipalFault(principal: unknown): string | undefined {
  if (principal === undefined || principal === "*") return undefined;
  if (!isObject(principal)) return `"AWS":"${String(principal)}"`;
  for (const [kind, names] of Object.entries(principal))
    for (const name of list(names))
      if (typeof name !== "string" || !PRINCIPALS[kind]?.test(name)) return `"${kind.toUpperCase()}":"${String(name)}"`;
  return undefined;
}

const PRINCIPALS: Record<string, RegExp> = {
  AWS: /^(\*|\d{12}|arn:aws[\w-]*:(iam::\d{12}:(root|(user|role)\/.+)|sts::\d{12}:(assumed-role|federated-user)\/.+)|A(ROA|IDA)[A-Z0-9]+)$/,
  Service: /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com|aws\.internal)$/,
  Federated: /^.+$/,
  CanonicalUser: /^[0-9a-f]{64}$/,
};
