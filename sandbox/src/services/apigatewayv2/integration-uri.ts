import { NotEmulated } from "../../core/errors.ts";
import { badRequest } from "./errors.ts";

const FUNCTION = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9-_]+(:[a-zA-Z0-9-_$]+)?$/;
const INVOCATION = /^arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;

/** The function an integration invokes: its ARN, bare or in the older form of an invocation path. */
export function functionOf(uri: string): string {
  if (uri.includes("${stageVariables.")) throw new NotEmulated("apigatewayv2 stage variables in IntegrationUri");
  const arn = INVOCATION.exec(uri)?.[1] ?? uri;
  if (!FUNCTION.test(arn)) throw badRequest("Invalid function ARN or invalid uri");
  return arn;
}
