import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from "@aws-sdk/client-sts";
import { formatArn, parseArn } from "../../../core/arn.ts";
import type { RoleSession } from "../../../core/principal.ts";
import { operation, type AccessRequest, type OperationContext } from "../../../core/service.ts";
import { findRole, type Role } from "../../iam/accounts.ts";
import * as errors from "../errors.ts";
import {
  DEFAULT_SESSION_SECONDS,
  MAX_CHAINED_SESSION_SECONDS,
  MAX_SESSION_POLICY_LENGTH,
  MIN_SESSION_SECONDS,
} from "../limits.ts";
import { readSessionPolicies } from "../session-policies.ts";
import { markTransitive, readSessionTags, transitiveTagsOf } from "../session-tags.ts";

export const assumeRole = operation<AssumeRoleCommandInput, AssumeRoleCommandOutput>({
  accepts: [
    ...(["RoleArn", "RoleSessionName", "PolicyArns", "Policy", "DurationSeconds"] as const),
    ...(["Tags", "TransitiveTagKeys", "ExternalId"] as const),
  ],

  access(input, context) {
    checkInput(input);
    const role = findRole(context.allState, input.RoleArn!);
    const request: Omit<AccessRequest, "action"> = {
      resource: input.RoleArn!,
      conditions: conditions(input, role),
      // A role that does not exist is denied like one that does not trust the caller: STS does not tell which.
      resourcePolicy: role?.trustPolicy ?? "{}",
    };
    const actions = input.Tags?.length ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"];
    return actions.map((action) => ({ action, ...request }));
  },

  run(input, context) {
    const role = findRole(context.allState, input.RoleArn!)!;
    const seconds = duration(input, role, context);
    const inherited = transitiveTagsOf(context.principal);
    const sessionName = input.RoleSessionName!;
    const account = parseArn(role.arn)!.account;
    const session: RoleSession = {
      type: "role-session",
      account,
      arn: formatArn({ service: "sts", account, resource: `assumed-role/${role.name}/${sessionName}` }),
      userId: `${role.id}:${sessionName}`,
      roleArn: role.arn,
      sessionName,
      sessionPolicies: readSessionPolicies(input, context),
      sessionTags: readSessionTags(input, inherited),
      tokenIssuedAt: context.clock.now(),
    };
    markTransitive(session, input.TransitiveTagKeys ?? [], inherited);
    role.lastUsed = { date: context.clock.date(), region: context.region };
    const expiresAt = Math.floor(context.clock.now() / 1000 + seconds) * 1000;
    const credential = context.credentials.issue(session, expiresAt);
    return {
      Credentials: {
        AccessKeyId: credential.accessKeyId,
        SecretAccessKey: credential.secretAccessKey,
        SessionToken: credential.sessionToken,
        Expiration: new Date(expiresAt),
      },
      AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
      PackedPolicySize: packedSize(session),
    };
  },
});

function checkInput({ RoleArn = "", RoleSessionName = "", DurationSeconds }: AssumeRoleCommandInput): void {
  if (!/^[\w+=,.@-]*$/.test(RoleSessionName))
    throw errors.constraint("roleSessionName", RoleSessionName, "satisfy regular expression pattern: [\\w+=,.@-]*");
  if (RoleSessionName.length < 2)
    throw errors.constraint("roleSessionName", RoleSessionName, "have length greater than or equal to 2");
  if (RoleSessionName.length > 64)
    throw errors.constraint("roleSessionName", RoleSessionName, "have length less than or equal to 64");
  if (DurationSeconds !== undefined && DurationSeconds < MIN_SESSION_SECONDS)
    throw errors.constraint(
      "durationSeconds",
      DurationSeconds,
      `have value greater than or equal to ${MIN_SESSION_SECONDS}`,
    );
  if (RoleArn.length < 20) throw errors.constraint("roleArn", RoleArn, "have length greater than or equal to 20");
  if (!parseArn(RoleArn)?.resource) throw errors.invalidArn(RoleArn);
}

function conditions(input: AssumeRoleCommandInput, role: Role | undefined): Record<string, string | string[]> {
  const keys: Record<string, string | string[]> = { "sts:RoleSessionName": input.RoleSessionName! };
  if (input.ExternalId !== undefined) keys["sts:ExternalId"] = input.ExternalId;
  for (const [key, value] of role?.tags ?? []) {
    keys[`aws:ResourceTag/${key}`] = value;
    keys[`iam:ResourceTag/${key}`] = value;
  }
  if (input.Tags?.length) {
    for (const { Key, Value } of input.Tags) keys[`aws:RequestTag/${Key}`] = Value!;
    keys["aws:TagKeys"] = input.Tags.map(({ Key }) => Key!);
  }
  if (input.TransitiveTagKeys?.length) keys["sts:TransitiveTagKeys"] = input.TransitiveTagKeys;
  return keys;
}

function duration(input: AssumeRoleCommandInput, role: Role, { principal }: OperationContext): number {
  const seconds = input.DurationSeconds ?? DEFAULT_SESSION_SECONDS;
  if (principal.type === "role-session" && seconds > MAX_CHAINED_SESSION_SECONDS)
    throw errors.validationError(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    );
  if (seconds > role.maxSessionSeconds)
    throw errors.validationError("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  return seconds;
}

/** Percent of what is allowed; absent without session policies and tags. */
function packedSize({ sessionPolicies, sessionTags }: RoleSession): number | undefined {
  const size = [...sessionPolicies, ...Object.entries(sessionTags).flat()].join("").length;
  return size ? Math.min(100, Math.ceil((size * 100) / MAX_SESSION_POLICY_LENGTH)) : undefined;
}
