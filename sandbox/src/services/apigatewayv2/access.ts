import type { AccessRequest, OperationContext } from "../../core/service.ts";

/** API Gateway's actions are HTTP methods, its resources paths: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html (2026-11) */
export function onPath(
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  context: OperationContext,
): AccessRequest[] {
  return [{ action: `apigateway:${method}`, resource: `arn:aws:apigateway:${context.region}::${path}` }];
}
