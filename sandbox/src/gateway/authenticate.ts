import { formatArn } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { Credential, Credentials } from "../core/credentials.ts";
import { AwsError } from "../core/errors.ts";
import type { HttpRequest } from "../core/http.ts";
import type { Principal, UserPrincipal } from "../core/principal.ts";
import {
  equalHex,
  isSignedBody,
  isSignedWith,
  parseTimestamp,
  readSignature,
  scopeParts,
  type Signature,
  textSignature,
} from "./sigv4.ts";

export const DEFAULT_ACCOUNT = "000000000000";
const MAX_SKEW_MS = 15 * 60_000;
const MAX_PRESIGNED_SECONDS = 604_800;

export interface Authenticated {
  credential: Credential;
  signature: Signature;
}

/** Whose request this is; `undefined` when it is unsigned (an anonymous request). Throws the AwsError of AWS for everything that does not hold. */
export function authenticate(request: HttpRequest, credentials: Credentials, clock: Clock): Authenticated | undefined {
  const signature = readSignature(request);
  if (signature === undefined) return undefined;
  if (signature === "malformed")
    throw new AwsError(
      "IncompleteSignature",
      "Authorization header requires 'Credential', 'Signature', 'SignedHeaders' parameters and existence of either a 'X-Amz-Date' or a 'Date' header.",
      { status: 400 },
    );

  if (signature === "incomplete-query")
    throw queryError(
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  if (signature === "malformed-credential")
    throw queryError(
      'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );

  const credential = findCredential(signature, credentials, clock);
  checkTime(signature, clock);
  if (hasUnsignedHeaders(signature, request))
    throw new AwsError("AccessDenied", "There were headers present in the request which were not signed", {
      status: 403,
    });
  if (!isSignedWith(credential.secretAccessKey, signature, request) || !isSignedBody(request))
    throw new AwsError(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
      { status: 403 },
    );
  checkRegion(signature);
  return { credential, signature };
}

function findCredential(
  { accessKeyId, sessionToken }: Pick<Signature, "accessKeyId" | "sessionToken">,
  credentials: Credentials,
  clock: Clock,
): Credential {
  const credential = credentials.find(accessKeyId) ?? administrator(accessKeyId);
  if (!credential || (credential.sessionToken ?? "") !== (sessionToken ?? ""))
    throw new AwsError("InvalidClientTokenId", "The security token included in the request is invalid.", {
      status: 403,
    });
  if (credential.expiresAt !== undefined && credential.expiresAt <= clock.now())
    throw new AwsError("ExpiredToken", "The security token included in the request is expired", { status: 403 });
  return credential;
}

/** Whose key signed a text; `undefined`: no such signature. The time is the signed text's own affair. */
export function authenticateText(
  signed: { text: string; credential: string; signature: string; sessionToken: string | undefined },
  credentials: Credentials,
  clock: Clock,
): { principal: Principal; region: string } | undefined {
  const scope = scopeParts(signed.credential);
  if (!scope) return undefined;
  const credential = findCredential({ ...scope, sessionToken: signed.sessionToken }, credentials, clock);
  const signature = textSignature(credential.secretAccessKey, scope, signed.text);
  if (!equalHex(signature, signed.signature)) return undefined;
  return { principal: credential.principal, region: scope.region };
}

/** us-east-1, us-gov-west-1, eu-isoe-west-1: a Region by its form. A name like aws-global, for which SDKs sign when they are told to, is none. */
const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;

/** Nothing belongs to a Region that is none: refused before anything is looked up or made there. S3's text is recorded. */
function checkRegion({ region, service, expires }: Signature): void {
  if (REGION.test(region)) return;
  if (service !== "s3")
    throw new AwsError("SignatureDoesNotMatch", "Credential should be scoped to a valid region. ", { status: 403 });
  const isWrong = `the region '${region}' is wrong; expecting 'us-east-1'`;
  if (expires !== undefined) throw queryError(`Error parsing the X-Amz-Credential parameter; ${isWrong}`);
  throw new AwsError("AuthorizationHeaderMalformed", `The authorization header is malformed; ${isWrong}`, {
    status: 400,
    members: { Region: "us-east-1" },
  });
}

function queryError(message: string): AwsError {
  return new AwsError("AuthorizationQueryParametersError", message, { status: 400 });
}

/** A presigned URL of S3 allows for the headers that were signed with it, and for no other that means something to S3. */
function hasUnsignedHeaders({ service, expires, signedHeaders }: Signature, { headers }: HttpRequest): boolean {
  if (service !== "s3" || expires === undefined) return false;
  return Object.keys(headers).some(
    (name) => name.startsWith("x-amz-") && name !== "x-amz-content-sha256" && !signedHeaders.includes(name),
  );
}

/** The keys that everybody has: `test`, and any 12-digit access key, each with the secret `test`, belong to the user `administrator` of the account. */
function administrator(accessKeyId: string): Credential | undefined {
  const isTest = accessKeyId === "test";
  if (!isTest && !/^\d{12}$/.test(accessKeyId)) return undefined;
  const account = isTest ? DEFAULT_ACCOUNT : accessKeyId;
  return { accessKeyId, secretAccessKey: "test", principal: administratorOf(account) };
}

/** IAM creates this user with every account; see services/iam. */
export function administratorOf(account: string): UserPrincipal {
  return {
    type: "user",
    account,
    arn: formatArn({ service: "iam", account, resource: "user/administrator" }),
    userId: `AIDA${account}ADMIN`,
    name: "administrator",
  };
}

/** The caller lives in real time (a check) or in sandbox time (a Lambda function after a jump): near either is in time. */
function checkTime(signature: Signature, clock: Clock): void {
  const signedAt = parseTimestamp(signature.timestamp);
  if (Number.isNaN(signedAt))
    throw new AwsError("IncompleteSignature", "Date must be in ISO-8601 'basic format'.", { status: 400 });
  const ages = [clock.now() - signedAt, Date.now() - signedAt];
  if (signature.expires === undefined) {
    if (ages.every((age) => Math.abs(age) > MAX_SKEW_MS))
      throw new AwsError(
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
        { status: 403 },
      );
    return;
  }
  if (signature.expires > MAX_PRESIGNED_SECONDS)
    throw queryError("X-Amz-Expires must be less than a week (in seconds) that is 604800");
  const age = Math.min(...ages.filter((candidate) => candidate >= -MAX_SKEW_MS));
  if (age > signature.expires * 1000) throw new AwsError("AccessDenied", "Request has expired", { status: 403 });
}
