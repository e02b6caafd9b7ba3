import type { IntegrationRequest } from "../mapping/parameters.ts";
import type { BackendAnswer } from "./answer.ts";
import { Headers, type Exchange } from "./exchange.ts";
import { configurationError } from "./failure.ts";

/** A MOCK integration answers the status that the request template names, quoted or not: {"statusCode": 200} or { statusCode: 200 }. */
export function mock({ body }: IntegrationRequest, exchange: Exchange): BackendAnswer {
  const status = /["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(body.toString())?.[1];
  if (status === undefined)
    throw configurationError(
      "Unable to parse statusCode. It should be an integer that is defined in the integration request",
    );
  exchange.variables["integration"] = { status };
  return { selector: status, status: Number(status), headers: new Headers([]), body };
}
