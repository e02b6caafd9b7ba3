import { badRequest } from "./errors.ts";

const FUNCTION = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9-_]+(:[a-zA-Z0-9-_$]+)?$/;
const INVOCATION = /^arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;
const STAGE_VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

/** The function an integration invokes: its ARN, bare or in the older form of an invocation path. */
export function functionOf(uri: string): string {
  const arn = INVOCATION.exec(uri)?.[1] ?? uri;
  if (!FUNCTION.test(arn)) throw badRequest("Invalid function ARN or invalid uri");
  return arn;
}

/** With stage variables, a URI shows only at a request where it leads. */
export function hasStageVariables(uri: string): boolean {
  return uri.search(STAGE_VARIABLE) >= 0;
}

export function fillStageVariables(uri: string, variables: Record<string, string>): string {
  return uri.replace(STAGE_VARIABLE, (_, name: string) => variables[name] ?? "");
}
