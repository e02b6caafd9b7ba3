import type { HttpRequest, HttpResponse } from "../../../core/http.ts";
import type { DataPlaneContext } from "../../../core/service.ts";
import { takeAnswer } from "./exchange.ts";

/** The bucket that functions of custom resources PUT their answers to. */
export async function serveAnswers(request: HttpRequest, context: DataPlaneContext): Promise<HttpResponse> {
  const taken =
    request.method === "PUT" &&
    takeAnswer(request.path, request.query, request.body.toString("utf8"), context.allState);
  if (taken) return { status: 200, headers: {}, body: "" };
  return {
    status: 403,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>${context.requestId}</RequestId></Error>`,
  };
}
