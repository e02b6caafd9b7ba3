import type { AccessRequest, OperationContext } from "../../core/service.ts";

/** API Gateway's actions are HTTP methods, its resources paths: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html (2026-11) */
export function onPath(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  context: OperationContext,
): AccessRequest[] {
  return [{ action: `apigateway:${method}`, resource: arnOf(path, context.region) }];
}

/** ARNs of API Gateway carry no account. */
function arnOf(path: string, region: string): string {
  return `arn:aws:apigateway:${region}::${path}`;
}
