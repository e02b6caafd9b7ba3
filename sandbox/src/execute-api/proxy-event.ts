import { lastValues } from "./request.ts";

/** What payload format 1.0 says of a request. REST APIs know no other format; HTTP APIs add `version`. */
interface ProxyEvent {
  resource: string;
  path: string;
  httpMethod: string;
  /** The last value of each. */
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  query: Map<string, string[]>;
  pathParameters: Record<string, string>;
  stageVariables: Record<string, string>;
  requestContext: object;
  body: string | null;
  isBase64Encoded: boolean;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format (2026-11). Members without a value are null. */
export function proxyEvent({
  query,
  pathParameters,
  stageVariables,
  requestContext,
  body,
  isBase64Encoded,
  ...rest
}: ProxyEvent) {
  return {
    ...rest,
    queryStringParameters: query.size ? lastValues(query) : null,
    multiValueQueryStringParameters: query.size ? Object.fromEntries(query) : null,
    pathParameters: unlessEmpty(pathParameters),
    stageVariables: unlessEmpty(stageVariables),
    requestContext,
    body,
    isBase64Encoded,
  };
}

function unlessEmpty<T extends object>(record: T): T | null {
  return Object.keys(record).length ? record : null;
}

/** Of a caller without AWS credentials. */
export const NO_IDENTITY = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};
