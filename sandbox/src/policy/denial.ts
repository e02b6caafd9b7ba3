import type { Decision, PolicyKind } from "./evaluate.ts";

const NO_ALLOW: Record<PolicyKind, string> = {
  identity: "no identity-based policy allows",
  resource: "no resource-based policy allows",
  boundary: "no permissions boundary allows",
  session: "no session policy allows",
};

const EXPLICIT: Record<PolicyKind, string> = {
  identity: "an identity-based policy",
  resource: "a resource-based policy",
  boundary: "a permissions boundary",
  session: "a session policy",
};

/**
 * AWS's words for a denial. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html; since January 2026
 * an explicit deny in a managed policy names its ARN (https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns).
 */
export function denialMessage(
  request: { principal: string; action: string; resource: string },
  decision: Exclude<Decision, { allowed: true }>,
): string {
  const action = shownAction(request.action);
  const start = `User: ${request.principal} is not authorized to perform: ${action}${onResource(action, request.resource)}`;
  // STS says no more than this, whichever side the Allow is missing on.
  if (action.startsWith("sts:")) return start;
  if (decision.reason === "not-allowed") return `${start} because ${NO_ALLOW[decision.missing]} the ${action} action`;
  const { kind, policyArn } = decision.deny;
  return `${start} with an explicit deny in ${EXPLICIT[kind]}${policyArn ? `: ${policyArn}` : ""}`;
}

/** SQS writes its actions in lower case (https://github.com/aws/serverless-application-model/issues/3633), SNS its name in capitals. */
function shownAction(action: string): string {
  if (action.startsWith("sqs:")) return action.toLowerCase();
  return action.startsWith("sns:") ? `SNS${action.slice(3)}` : action;
}

function onResource(action: string, resource: string): string {
  // S3 quotes the ARN, and leaves out the resource of actions that have none.
  if (action.startsWith("s3:")) return resource === "*" ? "" : ` on resource: "${resource}"`;
  return ` on resource: ${action.startsWith("iam:") ? iamName(action, resource) : resource}`;
}

/** IAM prints things as "role MyRole" or "policy <arn>"; those that are created, listed, tagged or passed by their ARN. */
function iamName(action: string, resource: string): string {
  if (
    /^iam:(Create(Role|User|Group|InstanceProfile)$|List(Roles|Users|Groups|Policies|InstanceProfiles)$|PassRole$|Tag|Untag)/.test(
      action,
    )
  )
    return resource;
  const [, type, path = ""] =
    /^arn:[^:]*:iam::[^:]*:(role|user|group|policy|instance-profile)\/(.*)$/.exec(resource) ?? [];
  if (!type) return resource;
  const name = path.split("/").at(-1);
  if (type === "policy") return action === "iam:CreatePolicy" ? `policy ${name}` : `policy ${resource}`;
  return `${type === "instance-profile" ? "instance profile" : type} ${name}`;
}
