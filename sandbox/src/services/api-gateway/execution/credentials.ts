import type { Credential } from "../../../core/credentials.ts";
import { AwsError } from "../../../core/errors.ts";
import { assumeAsGateway } from "../../../execute-api/assume-role.ts";
import { asGateway, type Exchange } from "./exchange.ts";
import { configurationError } from "./failure.ts";

/** Credentials of the role that an integration or authorizer names. */
export async function assumeRole(role: string, exchange: Exchange): Promise<Credential> {
  if (role === "arn:aws:iam::*:user/*") throw configurationError("credentials of the caller are not emulated");
  try {
    return await assumeAsGateway(role, asGateway(exchange));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw configurationError(`API Gateway does not have permission to assume the provided role ${role}`);
  }
}
