/**
 * AWS Security Token Service.
 *
 * Emulated: AssumeRole (trust policy and identity side as AWS evaluates them, session policies, session tags with transitive keys,
 * ExternalId, duration limits, role chaining), GetCallerIdentity, GetSessionToken, GetAccessKeyInfo. A service assumes a role by
 * calling AssumeRole as its service principal; then only the trust policy counts.
 *
 * Gaps: AssumeRoleWithSAML, AssumeRoleWithWebIdentity, AssumeRoot, GetFederationToken, DecodeAuthorizationMessage (no denial has an
 * encoded message), MFA (SerialNumber, TokenCode), SourceIdentity.
 *
 * By design: PackedPolicySize counts the characters of session policies and tags, since AWS's packed form is not public; credentials
 * from GetSessionToken may call IAM; credentials of a deleted role are denied at authorization, not at authentication.
 */
import { defineService } from "../../core/service.ts";
import { assumeRole } from "./operations/assume-role.ts";
import { getAccessKeyInfo } from "./operations/get-access-key-info.ts";
import { getCallerIdentity } from "./operations/get-caller-identity.ts";
import { getSessionToken } from "./operations/get-session-token.ts";

export const sts = defineService({
  id: "sts",
  client: () => import("@aws-sdk/client-sts"),
  operations: {
    AssumeRole: assumeRole,
    GetAccessKeyInfo: getAccessKeyInfo,
    GetCallerIdentity: getCallerIdentity,
    GetSessionToken: getSessionToken,
  },
});
