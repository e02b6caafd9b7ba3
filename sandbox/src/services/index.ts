import type { ServiceDefinition } from "../core/service.ts";

/** What the gateway must know of a service before it loads it. */
export interface ServiceEntry {
  /** Service part of the SigV4 credential scope. */
  signingName: string;
  /** Decides the shape of errors that come before decoding, and the code of a denial. A test compares it with the SDK client's. */
  protocol: "awsJson1_0" | "awsJson1_1" | "awsQuery" | "restJson1" | "restXml";
  /** The modelled error of a denial, where it has a name of its own. */
  denial?: string;
  /** It was a query service: old clients speak query to it, and so does API Gateway. */
  wasQuery?: true;
  /** Paths that belong to this service, where two share a signing name. */
  path?: RegExp;
  /** Begin of X-Amz-Target, where two share a signing name. */
  target?: string;
  /** Hosts of its data plane. */
  host?: RegExp;
  /** Paths on the sandbox's own host that are its data plane's. */
  dataPath?: RegExp;
  /** Prefixes of the CloudFormation types it provides. */
  types?: string | string[];
  load: () => Promise<ServiceDefinition>;
}

/** Every emulated service, by the suffix of its @aws-sdk/client-* package. To add one: its folder, and its line here. */
export const services: Record<string, ServiceEntry> = {
  "api-gateway": {
    signingName: "apigateway",
    protocol: "restJson1",
    path: /^\/(?!v2\/)/,
    host: /^[a-z0-9]+\.execute-api\./,
    types: "AWS::ApiGateway::",
    load: async () => (await import("./api-gateway/index.ts")).apiGateway,
  },
  apigatewayv2: {
    signingName: "apigateway",
    protocol: "restJson1",
    path: /^\/v2\//,
    host: /^[a-z0-9]+\.execute-api\./,
    types: "AWS::ApiGatewayV2::",
    load: async () => (await import("./apigatewayv2/index.ts")).apigatewayv2,
  },
  cloudformation: {
    signingName: "cloudformation",
    protocol: "awsQuery",
    host: /^cloudformation-custom-resource-response-[a-z0-9]+\.s3\./,
    types: ["AWS::CDK::", "AWS::CloudFormation::"],
    load: async () => (await import("./cloudformation/index.ts")).cloudformation,
  },
  cloudwatch: {
    signingName: "monitoring",
    protocol: "awsJson1_0",
    wasQuery: true,
    types: "AWS::CloudWatch::",
    load: async () => (await import("./cloudwatch/index.ts")).cloudwatch,
  },
  "cloudwatch-logs": {
    signingName: "logs",
    protocol: "awsJson1_1",
    types: "AWS::Logs::",
    load: async () => (await import("./cloudwatch-logs/index.ts")).cloudwatchLogs,
  },
  dynamodb: {
    signingName: "dynamodb",
    protocol: "awsJson1_0",
    target: "DynamoDB_",
    types: "AWS::DynamoDB::",
    load: async () => (await import("./dynamodb/index.ts")).dynamodb,
  },
  "dynamodb-streams": {
    signingName: "dynamodb",
    protocol: "awsJson1_0",
    target: "DynamoDBStreams_",
    load: async () => (await import("./dynamodb-streams/index.ts")).dynamodbStreams,
  },
  ecr: {
    signingName: "ecr",
    protocol: "awsJson1_1",
    types: "AWS::ECR::",
    load: async () => (await import("./ecr/index.ts")).ecr,
  },
  eventbridge: {
    signingName: "events",
    protocol: "awsJson1_1",
    types: "AWS::Events::",
    load: async () => (await import("./eventbridge/index.ts")).eventbridge,
  },
  iam: {
    signingName: "iam",
    protocol: "awsQuery",
    types: "AWS::IAM::",
    load: async () => (await import("./iam/index.ts")).iam,
  },
  lambda: {
    signingName: "lambda",
    protocol: "restJson1",
    host: /^[a-z0-9]+\.lambda-url\./,
    dataPath: /^\/awslambda-[a-z0-9-]+-(tasks|layers)\/snapshots\//,
    types: "AWS::Lambda::",
    load: async () => (await import("./lambda/index.ts")).lambda,
  },
  pipes: {
    signingName: "pipes",
    protocol: "restJson1",
    types: "AWS::Pipes::",
    load: async () => (await import("./pipes/index.ts")).pipes,
  },
  s3: {
    signingName: "s3",
    protocol: "restXml",
    types: "AWS::S3::",
    load: async () => (await import("./s3/index.ts")).s3,
  },
  scheduler: {
    signingName: "scheduler",
    protocol: "restJson1",
    types: "AWS::Scheduler::",
    load: async () => (await import("./scheduler/index.ts")).scheduler,
  },
  sfn: {
    signingName: "states",
    protocol: "awsJson1_0",
    types: "AWS::StepFunctions::",
    load: async () => (await import("./sfn/index.ts")).sfn,
  },
  sns: {
    signingName: "sns",
    protocol: "awsQuery",
    denial: "AuthorizationErrorException",
    types: "AWS::SNS::",
    load: async () => (await import("./sns/index.ts")).sns,
  },
  sqs: {
    signingName: "sqs",
    protocol: "awsJson1_0",
    wasQuery: true,
    types: "AWS::SQS::",
    load: async () => (await import("./sqs/index.ts")).sqs,
  },
  ssm: {
    signingName: "ssm",
    protocol: "awsJson1_1",
    types: "AWS::SSM::",
    load: async () => (await import("./ssm/index.ts")).ssm,
  },
  sts: {
    signingName: "sts",
    protocol: "awsQuery",
    load: async () => (await import("./sts/index.ts")).sts,
  },
};
