import { NotEmulated } from "../../core/errors.ts";
import { badRequest } from "./errors.ts";
import { functionOf } from "./integration-uri.ts";
import { MAX_AUTHORIZER_TTL_SECONDS } from "./limits.ts";

export interface JwtAuthorizer {
  type: "JWT";
  id: string;
  name: string;
  identitySource: string[];
  issuer: string;
  audience: string[];
}

export interface LambdaAuthorizer {
  type: "REQUEST";
  id: string;
  name: string;
  identitySource: string[];
  uri: string;
  payloadFormatVersion: "1.0" | "2.0";
  simpleResponses: boolean;
  ttlSeconds: number;
  credentials: string | undefined;
}

export type Authorizer = JwtAuthorizer | LambdaAuthorizer;

interface AuthorizerInput {
  Name?: string | undefined;
  AuthorizerType?: string | undefined;
  AuthorizerUri?: string | undefined;
  AuthorizerCredentialsArn?: string | undefined;
  AuthorizerPayloadFormatVersion?: string | undefined;
  AuthorizerResultTtlInSeconds?: number | undefined;
  EnableSimpleResponses?: boolean | undefined;
  IdentitySource?: string[] | undefined;
  JwtConfiguration?: { Audience?: string[] | undefined; Issuer?: string | undefined } | undefined;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html, "Identity sources" (2026-11) */
const IDENTITY_SOURCE = /^\$(request\.(header|querystring)\.\S+|context\.[\w.]+|stageVariables\.\w+)$/;

/** The authorizer after `input`, checked; `before` is undefined for a new one. */
export function applyAuthorizer(id: string, input: AuthorizerInput, before?: Authorizer): Authorizer {
  const name = input.Name ?? before?.name;
  if (!name) throw badRequest("Authorizer name cannot be empty");
  const identitySource = input.IdentitySource ?? before?.identitySource ?? [];
  for (const source of identitySource)
    if (!IDENTITY_SOURCE.test(source)) throw badRequest(`Invalid identity source specified: ${source}`);
  const common = { id, name, identitySource };
  switch (input.AuthorizerType ?? before?.type) {
    case "JWT":
      return { ...common, ...jwtOf(input, identitySource, before?.type === "JWT" ? before : undefined) };
    case "REQUEST":
      return { ...common, ...lambdaOf(input, identitySource, before?.type === "REQUEST" ? before : undefined) };
    default:
      throw badRequest("AuthorizerType must be one of [JWT, REQUEST]");
  }
}

function jwtOf(input: AuthorizerInput, sources: string[], before: JwtAuthorizer | undefined) {
  const issuer = input.JwtConfiguration?.Issuer ?? before?.issuer;
  const audience = input.JwtConfiguration?.Audience ?? before?.audience ?? [];
  if (!issuer) throw badRequest("JWT authorizers must have an issuer");
  if (!/^https?:\/\/[^/\s]+/.test(issuer)) throw badRequest(`Invalid issuer: ${issuer}`);
  if (sources.length !== 1) throw badRequest("JWT authorizers must have exactly one identity source");
  for (const member of ["AuthorizerUri", "AuthorizerPayloadFormatVersion", "EnableSimpleResponses"] as const)
    if (input[member]) throw badRequest(`${member} is not supported for JWT authorizers`);
  return { type: "JWT" as const, issuer, audience };
}

function lambdaOf(
  input: AuthorizerInput,
  sources: string[],
  before: LambdaAuthorizer | undefined,
): Omit<LambdaAuthorizer, "id" | "name" | "identitySource"> {
  const uri = input.AuthorizerUri ?? before?.uri;
  if (!uri) throw badRequest("AuthorizerUri is required for REQUEST authorizers");
  if (uri.includes("${stageVariables.")) throw new NotEmulated("apigatewayv2 stage variables in AuthorizerUri");
  functionOf(uri);
  const version = input.AuthorizerPayloadFormatVersion ?? before?.payloadFormatVersion;
  if (version !== "1.0" && version !== "2.0")
    throw badRequest("AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer");
  const simpleResponses = input.EnableSimpleResponses ?? before?.simpleResponses ?? false;
  if (simpleResponses && version === "1.0")
    throw badRequest("EnableSimpleResponses is only supported for AuthorizerPayloadFormatVersion 2.0");
  const ttlSeconds = input.AuthorizerResultTtlInSeconds ?? before?.ttlSeconds ?? 0;
  if (ttlSeconds < 0 || ttlSeconds > MAX_AUTHORIZER_TTL_SECONDS)
    throw badRequest(`AuthorizerResultTtlInSeconds must be between 0 and ${MAX_AUTHORIZER_TTL_SECONDS}`);
  if (ttlSeconds > 0 && !sources.length)
    throw badRequest("At least one identity source is required to cache the results of an authorizer");
  return {
    type: "REQUEST",
    uri,
    payloadFormatVersion: version,
    simpleResponses,
    ttlSeconds,
    credentials: input.AuthorizerCredentialsArn ?? before?.credentials,
  };
}
