import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { changeSets } from "./recorded-errors/change-sets.ts";
import { sandbox } from "./recorded-errors/fixture.ts";
import { stacks } from "./recorded-errors/stacks.ts";
import { templates } from "./recorded-errors/templates.ts";

afterAll(() => sandbox.stop());

compareErrors("cloudformation", {
  raised: { ...changeSets, ...stacks, ...templates },
  beyond: {
    "The registry of types is not emulated": [
      "CFNRegistryException: …",
      "TypeNotFoundException: …",
      "ValidationError: 1 validation error detected: Value null at 'typeConfigurationIdentifiers' …",
    ],
    "Stack sets are not emulated": ["StackSetNotFoundException: …"],
    "Rollback triggers are not emulated": [
      "ValidationError: Rollback Trigger Type not supported",
      "ValidationError: RelativeId of a Rollback Trigger's ARN is incorrect",
    ],
    "The parameter ResourceTypes is not emulated": [
      "ValidationError: Resource type … is not allowed by parameter ResourceTypes …",
    ],
    "EC2 is not emulated": ["InvalidKeyPair.NotFound: …"],
    "Secrets Manager is not emulated": ["ResourceNotFoundException: Secrets Manager can't find the specified secret."],
  },
});
