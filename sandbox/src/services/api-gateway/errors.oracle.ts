import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { apis } from "./recorded-errors/apis.ts";
import { sandbox } from "./recorded-errors/fixture.ts";
import { methods } from "./recorded-errors/methods.ts";
import { models } from "./recorded-errors/models.ts";
import { stages } from "./recorded-errors/stages.ts";

afterAll(() => sandbox.stop());

compareErrors("apigateway", {
  raised: { ...apis, ...methods, ...models, ...stages },
  beyond: {
    "Documentation is not emulated": [
      "NotFoundException: Invalid Documentation part identifier specified",
      "BadRequestException: Invalid patch path '/properties' …",
      "BadRequestException: Invalid patch path '/invalidPath' specified for op 'replace'. Must be one of: [/properties]",
      "ValidationException: 1 validation error detected: Value 'INVALID' at 'createDocumentationPartInput.location.type' …",
      "BadRequestException: Unable to build importer with provided input.",
    ],
    "VPC links are not emulated": [
      "BadRequestException: Invalid ARN. ARN is not well formed invalid-arn",
      "BadRequestException: Name cannot be empty",
      "NotFoundException: Invalid Vpc Link identifier specified",
    ],
    "Canary deployments are not emulated": [
      "BadRequestException: Invalid deployment content specified.…",
      "BadRequestException: Cannot remove method setting canarySettings/…",
      "BadRequestException: Invalid method setting path: /canarySettings…",
      "BadRequestException: Invalid add operation with path: /canarySettings/deploymentId",
      "BadRequestException: Invalid copy operation with path: /canarySettings/…",
      "BadRequestException: Promotion not available. Canary does not exist.",
    ],
  },
});
