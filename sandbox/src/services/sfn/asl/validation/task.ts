import type { QueryLanguage } from "../definition.ts";
import { isObject, type JsonObject } from "../../../../core/json.ts";
import { parseResource } from "../states/resource.ts";
import { schemaError, type Finding } from "./finding.ts";
import { checkNumber } from "./values.ts";

/** The optimized integrations and their actions: https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html (2026-11) */
const OPTIMIZED: Record<string, string[]> = {
  apigateway: ["invoke"],
  athena: ["startQueryExecution", "stopQueryExecution", "getQueryExecution", "getQueryResults"],
  batch: ["submitJob"],
  bedrock: ["invokeModel", "createModelCustomizationJob"],
  codebuild: [
    "startBuild",
    "stopBuild",
    "batchDeleteBuilds",
    "batchGetReports",
    "startBuildBatch",
    "stopBuildBatch",
    "retryBuildBatch",
    "deleteBuildBatch",
  ],
  databrew: ["startJobRun"],
  dynamodb: ["getItem", "putItem", "updateItem", "deleteItem"],
  ecs: ["runTask"],
  eks: [
    "call",
    "createCluster",
    "deleteCluster",
    "createFargateProfile",
    "deleteFargateProfile",
    "createNodegroup",
    "deleteNodegroup",
    "runJob",
  ],
  elasticmapreduce: [
    "createCluster",
    "setClusterTerminationProtection",
    "terminateCluster",
    "addStep",
    "cancelStep",
    "modifyInstanceFleetByName",
    "modifyInstanceGroupByName",
  ],
  "emr-containers": ["createVirtualCluster", "deleteVirtualCluster", "startJobRun"],
  "emr-serverless": [
    "createApplication",
    "deleteApplication",
    "startApplication",
    "stopApplication",
    "startJobRun",
    "cancelJobRun",
  ],
  events: ["putEvents"],
  glue: ["startJobRun"],
  http: ["invoke"],
  lambda: ["invoke"],
  mediaconvert: ["createJob"],
  sagemaker: [
    "createEndpoint",
    "createEndpointConfig",
    "createHyperParameterTuningJob",
    "createLabelingJob",
    "createModel",
    "createProcessingJob",
    "createTrainingJob",
    "createTransformJob",
    "updateEndpoint",
  ],
  sns: ["publish"],
  sqs: ["sendMessage"],
  states: ["startExecution"],
};

export function checkTask(
  state: JsonObject,
  at: string,
  language: QueryLanguage,
  type: "STANDARD" | "EXPRESS",
): Finding[] {
  const isJsonata = language === "JSONata";
  return [
    ...checkResource(state, at, type),
    ...checkCredentials(state, at),
    ...checkNumber(state["TimeoutSeconds"], `${at}/TimeoutSeconds`, 1, isJsonata),
    ...checkNumber(state["HeartbeatSeconds"], `${at}/HeartbeatSeconds`, 1, isJsonata),
  ];
}

function checkResource(state: JsonObject, at: string, type: "STANDARD" | "EXPRESS"): Finding[] {
  const { Resource } = state;
  const place = `${at}/Resource`;
  if (Resource === undefined) return [schemaError("These fields are required: [Resource]", at)];
  if (typeof Resource !== "string" || !Resource.startsWith("arn:"))
    return [schemaError("Value is not a valid resource ARN", place)];
  const resource = parseResource(Resource);
  const isKnown =
    resource &&
    (resource.kind !== "service" || resource.isSdk || OPTIMIZED[resource.service]?.includes(resource.action));
  if (!isKnown)
    return [
      schemaError(
        `The resource provided ${Resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
        place,
      ),
    ];
  if (type !== "EXPRESS") return [];
  if (resource.kind === "activity") return [schemaError("Express state machine does not support Activity ARN", place)];
  if (resource.kind !== "service" || resource.pattern === "request") return [];
  return resource.pattern === "waitForTaskToken"
    ? // The blank at the end is AWS's.
      [schemaError("Express state machine does not support '.waitForTaskToken' service integration ", place)]
    : [schemaError("Express state machine does not support '.sync' service integration", place)];
}

function checkCredentials({ Credentials }: JsonObject, at: string): Finding[] {
  if (Credentials === undefined) return [];
  const given = isObject(Credentials) ? Credentials : {};
  if ("RoleArn" in given || "RoleArn.$" in given) return [];
  return [schemaError("The field 'RoleArn' is required but was missing", `${at}/Credentials`)];
}
