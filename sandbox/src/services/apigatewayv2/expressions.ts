import { NotEmulated } from "../../core/errors.ts";
import { badRequest } from "./errors.ts";

interface Expressions {
  RouteSelectionExpression?: string | undefined;
  ApiKeySelectionExpression?: string | undefined;
  IpAddressType?: string | undefined;
}

/** HTTP APIs have fixed expressions; both spellings of the first are AWS's. */
export function checkExpressions(input: Expressions): void {
  const route = input.RouteSelectionExpression;
  if (route !== undefined && !/^\$\{?request\.method\}? \$\{?request\.path\}?$/.test(route))
    throw badRequest("RouteSelectionExpression must be ${request.method} ${request.path} for HTTP APIs");
  const key = input.ApiKeySelectionExpression;
  if (key !== undefined && key !== "$request.header.x-api-key")
    throw new NotEmulated("apigatewayv2 ApiKeySelectionExpression (API keys)");
  if (input.IpAddressType !== undefined && input.IpAddressType !== "ipv4")
    throw new NotEmulated(`apigatewayv2 IpAddressType ${input.IpAddressType}`);
}
