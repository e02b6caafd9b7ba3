import type { GatewayResponseType } from "@aws-sdk/client-api-gateway";

interface FailureOptions {
  /** Where it is not the one of the type. */
  status?: number;
  /** $context.error.validationErrorString */
  validation?: string;
  /** For the people who look at the hop or the log; clients never see it. */
  reason?: string;
}

/** An answer that API Gateway gives itself: its type decides the gateway response, whose template is filled with the message. */
export class Failure extends Error {
  readonly type: GatewayResponseType;
  /** Header x-amzn-ErrorType. */
  readonly errorType: string;
  readonly options: FailureOptions;
  /** $context.error.message; AWS says nothing about some failures of authorizers. */
  readonly text: string | null;

  constructor(type: GatewayResponseType, message: string | null, errorType: string, options: FailureOptions = {}) {
    super(message ?? options.reason ?? type);
    this.text = message;
    this.type = type;
    this.errorType = errorType;
    this.options = options;
  }
}

export function forbidden(reason: string): Failure {
  return new Failure("INVALID_API_KEY", "Forbidden", "ForbiddenException", { reason });
}

export function missingToken(): Failure {
  return new Failure(
    "MISSING_AUTHENTICATION_TOKEN",
    "Missing Authentication Token",
    "MissingAuthenticationTokenException",
    { reason: "no resource and method match" },
  );
}

export function unauthorized(reason: string): Failure {
  return new Failure("UNAUTHORIZED", "Unauthorized", "UnauthorizedException", { reason });
}

export function throttled(reason: string): Failure {
  return new Failure("THROTTLED", "Too Many Requests", "TooManyRequestsException", { reason });
}

/** 500: what the owner set up cannot work. */
export function configurationError(reason: string): Failure {
  return new Failure("API_CONFIGURATION_ERROR", "Internal server error", "InternalServerErrorException", { reason });
}

/** 502: the integration answered something that is no answer. */
export function badGateway(reason: string): Failure {
  return new Failure("DEFAULT_5XX", "Internal server error", "InternalServerErrorException", { status: 502, reason });
}

export function integrationTimeout(ms: number): Failure {
  return new Failure("INTEGRATION_TIMEOUT", "Endpoint request timed out", "InternalServerErrorException", {
    reason: `the integration took more than ${ms} ms`,
  });
}

/** 403 of an authorizer, a role or a resource policy. */
export function accessDenied(message: string, reason: string): Failure {
  return new Failure("ACCESS_DENIED", message, "AccessDeniedException", { reason });
}

/** 500: the authorizer could not be asked, or its answer is no policy. */
export function authorizerFailure(reason: string): Failure {
  return new Failure("AUTHORIZER_FAILURE", null, "AuthorizerFailureException", { reason });
}

export function authorizerConfigurationError(reason: string): Failure {
  return new Failure("AUTHORIZER_CONFIGURATION_ERROR", null, "AuthorizerConfigurationException", { reason });
}
