import type { TestInvokeMethodCommandInput, TestInvokeMethodCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { testInvoke } from "../execution/test-invoke.ts";

export const testInvokeMethod = operation<TestInvokeMethodCommandInput, TestInvokeMethodCommandOutput>({
  accepts: [
    "restApiId",
    "resourceId",
    "httpMethod",
    "pathWithQueryString",
    "body",
    "headers",
    "multiValueHeaders",
    "stageVariables",
  ],
  access: (input, context) =>
    onPath("POST", `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}`, context),
  run: (input, context) => testInvoke(input, context),
});
