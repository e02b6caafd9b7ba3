import type * as sdk from "@aws-sdk/client-api-gateway";
import { NotEmulated } from "../../core/errors.ts";
import { badRequest, enumViolation, validation } from "./errors.ts";
import { MAX_COMPRESSION_BYTES } from "./limits.ts";
import type { RestApi } from "./rest-api.ts";

const ENDPOINT_TYPES = ["PRIVATE", "EDGE", "REGIONAL"];
const IP_ADDRESS_TYPES = ["ipv4", "dualstack"];

/** EDGE, AWS's default, is served like REGIONAL: there is no CloudFront in front. */
export function checkEndpoint(
  configuration: sdk.EndpointConfiguration | undefined,
): Pick<RestApi, "endpointType" | "ipAddressType"> {
  const { types, ipAddressType, vpcEndpointIds } = configuration ?? {};
  const place = "createRestApiInput.endpointConfiguration";
  const wrong = [
    ...(types?.some((type) => !ENDPOINT_TYPES.includes(type))
      ? [
          `Value '[${types.join(", ")}]' at '${place}.types' failed to satisfy constraint: Member must satisfy constraint: ` +
            `[Member must satisfy enum value set: [${ENDPOINT_TYPES.join(", ")}]]`,
        ]
      : []),
    ...(ipAddressType !== undefined && !IP_ADDRESS_TYPES.includes(ipAddressType)
      ? [enumViolation(ipAddressType, `${place}.ipAddressType`, IP_ADDRESS_TYPES)]
      : []),
  ];
  if (wrong.length) throw validation(wrong);
  if (types && types.length > 1) throw badRequest("Cannot create an api with multiple Endpoint Types.");
  if (types?.length === 0) throw badRequest("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
  const type = types?.[0] ?? "EDGE";
  if (type === "PRIVATE") {
    if (ipAddressType === "ipv4") throw badRequest("Only dualstack ipAddressType is supported for Private APIs.");
    throw new NotEmulated("api-gateway APIs of the endpoint type PRIVATE");
  }
  if (vpcEndpointIds?.length) throw new NotEmulated("api-gateway vpcEndpointIds");
  return { endpointType: type, ipAddressType: ipAddressType ?? "ipv4" };
}

export function checkCompression(size: number): number {
  if (!Number.isInteger(size) || size < 0 || size > MAX_COMPRESSION_BYTES)
    throw badRequest("Invalid minimum compression size, must be between 0 and 10485760");
  return size;
}

export function checkKeySource(source: string): "HEADER" | "AUTHORIZER" {
  if (source !== "HEADER" && source !== "AUTHORIZER")
    throw badRequest("Invalid API key source specified. Valid options are HEADER,AUTHORIZER");
  return source;
}

/** The document of a resource policy; "execute-api:/..." in it stands for the API's own ARN. */
export function checkPolicy(policy: string): string {
  try {
    if (typeof JSON.parse(policy) === "object") return policy;
  } catch {
    // told below
  }
  throw badRequest("Invalid policy document. Please check the policy syntax and ensure that Principals are valid.");
}

export function statusCodeViolation(statusCode: string): string[] {
  return /^[1-5]\d\d$/.test(statusCode)
    ? []
    : [
        `Value '${statusCode}' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d`,
      ];
}

export function checkStatusCode(statusCode: string): void {
  const wrong = statusCodeViolation(statusCode);
  if (wrong.length) throw validation(wrong);
}
