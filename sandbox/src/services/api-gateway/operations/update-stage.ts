import type { UpdateStageCommandInput, UpdateStageCommandOutput, PatchOperation } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { NotEmulated } from "../../../core/errors.ts";
import { onPath } from "../access.ts";
import { describeStage } from "../describe.ts";
import { badRequest } from "../errors.ts";
import { checkOperations, flag } from "../patch.ts";
import { requireRestApi, requireStage, type RestApi, type Stage } from "../rest-api.ts";
import {
  setCacheCluster,
  checkVariables,
  changeSetting,
  removeSetting,
  invalidSettingPath,
  checkLogging,
} from "../stage.ts";

export const updateStage = operation<UpdateStageCommandInput, UpdateStageCommandOutput>({
  accepts: ["restApiId", "stageName", "patchOperations"],
  access: (input, context) => onPath("PATCH", `/restapis/${input.restApiId}/stages/${input.stageName}`, context),
  run(input, context) {
    checkOperations("updateStageInput", input.patchOperations);
    const api = requireRestApi(input.restApiId!, context);
    const stage = structuredClone(requireStage(api, input.stageName!));
    for (const operation of input.patchOperations ?? []) apply(operation, stage, api);
    checkLogging(stage, context);
    stage.lastUpdatedDate = context.clock.date();
    api.stages.set(stage.stageName, stage);
    return describeStage(stage);
  },
});

function apply({ op, path = "", value = "" }: PatchOperation, stage: Stage, api: RestApi): void {
  if (path.startsWith("/canarySettings")) throw new NotEmulated("api-gateway canary deployments (canarySettings)");
  const [, first = "", rest] = path.split("/");
  switch (first) {
    case "variables":
      if (!rest) throw invalidSettingPath(path);
      if (op === "remove") delete stage.variables[rest];
      else {
        checkVariables({ [rest]: value });
        stage.variables[rest] = value;
      }
      return;
    case "accessLogSettings":
      changeAccessLog(op, path, value, stage);
      return;
  }
  if (op === "remove") {
    if (path === "/description") stage.description = undefined;
    else removeSetting(stage, path);
    return;
  }
  if (op !== "replace" && op !== "add") throw badRequest(`Invalid ${op} operation with path: ${path}`);
  switch (path) {
    case "/deploymentId":
      if (!api.deployments.has(value)) throw badRequest("Deployment id does not exist");
      stage.deploymentId = value;
      return;
    case "/description":
      stage.description = value;
      return;
    case "/cacheClusterEnabled":
      setCacheCluster(stage, flag(value));
      return;
    case "/cacheClusterSize":
      setCacheCluster(stage, stage.cacheClusterEnabled ?? false, value);
      return;
    case "/tracingEnabled":
      stage.tracingEnabled = flag(value);
      return;
    case "/clientCertificateId":
      throw new NotEmulated("api-gateway client certificates");
    default:
      changeSetting(stage, path, value);
  }
}

function changeAccessLog(op: string | undefined, path: string, value: string, stage: Stage): void {
  const member = path.split("/")[2];
  const settings = stage.accessLogSettings;
  if (op === "remove") {
    if (member !== undefined)
      throw badRequest(
        `Cannot remove method setting ${path.slice(1)} because there is no method setting for this method `,
      );
    stage.accessLogSettings = undefined;
    return;
  }
  if (member !== "destinationArn" && member !== "format")
    throw badRequest(
      "Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]",
    );
  if (!value) throw badRequest("Access Log value must not be empty");
  if (member === "destinationArn" && value.includes(":firehose:"))
    throw new NotEmulated("api-gateway access logs to Firehose");
  // AWS keeps the ARN without the ":*" that CloudWatch Logs adds.
  stage.accessLogSettings = { ...settings, [member]: member === "destinationArn" ? value.replace(/:\*$/, "") : value };
}
