import { ResourceFailure } from "../deployment/resource-failure.ts";
import { MAX_CUSTOM_RESOURCE_ANSWER, MAX_CUSTOM_RESOURCE_PHYSICAL_ID } from "../limits.ts";
import { isMap } from "../template/template.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html (November 2026) */
export interface Answer {
  Status: "SUCCESS" | "FAILED";
  Reason?: string;
  PhysicalResourceId?: string;
  NoEcho: boolean;
  Data: Record<string, unknown>;
}

/** Reads what a function answered. Except for the length, the wording of what is wrong is ours. */
export function parseAnswer(
  body: string,
  request: { StackId: string; RequestId: string; LogicalResourceId: string },
): Answer {
  if (Buffer.byteLength(body) > MAX_CUSTOM_RESOURCE_ANSWER) throw new ResourceFailure("Response object is too long.");
  const parsed = json(body);
  if (!isMap(parsed)) throw new ResourceFailure("Invalid response: it is not a JSON object.");
  for (const name of ["StackId", "RequestId", "LogicalResourceId"] as const)
    if (parsed[name] !== request[name]) throw new ResourceFailure(`Invalid ${name} in the response.`);
  const { Status, Reason, PhysicalResourceId, NoEcho, Data } = parsed;
  if (Status !== "SUCCESS" && Status !== "FAILED") throw new ResourceFailure("Invalid Status in the response.");
  if (Status === "FAILED" && !Reason) throw new ResourceFailure("Invalid response: FAILED needs a Reason.");
  const id = typeof PhysicalResourceId === "string" && PhysicalResourceId ? PhysicalResourceId : undefined;
  if (Status === "SUCCESS" && (!id || Buffer.byteLength(id) > MAX_CUSTOM_RESOURCE_PHYSICAL_ID))
    throw new ResourceFailure("Invalid PhysicalResourceId");
  return {
    Status,
    ...(Reason ? { Reason: String(Reason) } : {}),
    ...(id ? { PhysicalResourceId: id } : {}),
    NoEcho: NoEcho === true || NoEcho === "true",
    Data: isMap(Data) ? Data : {},
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
