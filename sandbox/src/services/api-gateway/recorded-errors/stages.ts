import { S3 } from "@aws-sdk/client-s3";
import { gateway, newMethod, options, patch } from "./fixture.ts";

async function newStage() {
  const method = await newMethod();
  await gateway.putIntegration({ ...method, type: "MOCK" });
  const { restApiId } = method;
  const { id } = await gateway.createDeployment({ restApiId });
  await gateway.createStage({ restApiId, deploymentId: id, stageName: "dev" });
  return { restApiId, deploymentId: id!, stageName: "dev" };
}

async function updateStage(...operation: Parameters<typeof patch>): Promise<void> {
  const { restApiId, stageName } = await newStage();
  await gateway.updateStage({ restApiId, stageName, patchOperations: [patch(...operation)] });
}

async function addStageToPlan(value: (restApiId: string) => string): Promise<void> {
  const { restApiId } = await newStage();
  const { id } = await gateway.createUsagePlan({ name: "plan" });
  const operation = patch("add", "/apiStages", value(restApiId));
  await gateway.updateUsagePlan({ usagePlanId: id, patchOperations: [operation] });
}

const cannotRemove = (setting: string) =>
  `BadRequestException: Cannot remove method setting ${setting} because there is no method setting for this method `;

/** Deployments, stages, usage plans and keys. */
export const stages = {
  "BadRequestException: Invalid accessLogSettings path. …": () =>
    updateStage("add", "/accessLogSettings/randomValue", "x"),
  [cannotRemove("accessLogSettings/randomValue")]: () => updateStage("remove", "/accessLogSettings/randomValue"),
  [cannotRemove("accessLogSettings/*")]: () => updateStage("remove", "/accessLogSettings/*"),
  [cannotRemove("accessLogSettings/destinationArn")]: () => updateStage("remove", "/accessLogSettings/destinationArn"),
  [cannotRemove("*/*")]: () => updateStage("remove", "/*/*"),
  "BadRequestException: Access Log value must not be empty": () =>
    updateStage("replace", "/accessLogSettings/destinationArn", ""),
  "BadRequestException: Deployment id does not exist": () => updateStage("replace", "/deploymentId", "absent"),
  "BadRequestException: Invalid method setting path: /documentation_version. …": () =>
    updateStage("replace", "/documentation_version", "1"),
  "BadRequestException: Invalid method setting path: /tags/tag1. …": () => updateStage("replace", "/tags/tag1", "v"),
  "BadRequestException: Active stages pointing to this deployment must be moved or deleted": async () =>
    gateway.deleteDeployment(await newStage()),

  "NotFoundException: Invalid Usage Plan ID specified": () =>
    gateway.updateUsagePlan({ usagePlanId: "absent", patchOperations: [patch("replace", "/name", "x")] }),
  "BadRequestException: Invalid API Stage specified": () => addStageToPlan(() => ""),
  "NotFoundException: Invalid API Stage {api: <api-id:1>b, stage: dev} specified for usageplan <id:1>": () =>
    addStageToPlan((restApiId) => `${restApiId}b:dev`),
  "NotFoundException: Invalid API Stage {api: <api-id:1>, stage: fakestagename} specified for usageplan <id:1>": () =>
    addStageToPlan((restApiId) => `${restApiId}:fakestagename`),

  "BadRequestException: Invalid API Key name, can be at most 1024 characters.": () =>
    gateway.createApiKey({ name: "n".repeat(1025) }),
  "BadRequestException: API Key value should be at least 20 characters": () =>
    gateway.createApiKey({ name: "key", value: "short" }),
  "BadRequestException: API Key value exceeds maximum size of 128 characters": () =>
    gateway.createApiKey({ name: "key", value: "v".repeat(129) }),
  "BadRequestException: Invalid API Key description specified.": () =>
    gateway.createApiKey({ name: "key", description: "d".repeat(125_001) }),
  "BadRequestException: Invalid patch path '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]":
    async () => {
      const { id } = await gateway.createApiKey({ name: "key" });
      await gateway.updateApiKey({ apiKey: id, patchOperations: [patch("replace", "/id", "x")] });
    },

  "NoSuchKey: The specified key does not exist.": async () => {
    const s3 = new S3(options);
    await s3.createBucket({ Bucket: "behind-an-api" });
    await s3.getObject({ Bucket: "behind-an-api", Key: "absent" });
  },
};
