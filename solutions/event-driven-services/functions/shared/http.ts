import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

export type Answer = APIGatewayProxyStructuredResultV2;

export function answer(statusCode: number, body: object, headers: Record<string, string> = {}): Answer {
  return { statusCode, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** The body as a JSON object; empty when it is none. */
export function bodyOf({ body = "", isBase64Encoded }: APIGatewayProxyEventV2): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(isBase64Encoded ? Buffer.from(body, "base64").toString() : body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
