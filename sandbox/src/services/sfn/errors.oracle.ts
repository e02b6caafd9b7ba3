import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { activities } from "./recorded-errors/activities.ts";
import { aliases } from "./recorded-errors/aliases.ts";
import { definitions } from "./recorded-errors/definitions.ts";
import { sandbox } from "./recorded-errors/fixture.ts";
import { stateMachines } from "./recorded-errors/state-machines.ts";

afterAll(() => sandbox.stop());

compareErrors("stepfunctions", {
  raised: { ...definitions, ...stateMachines, ...aliases, ...activities },
  beyond: {
    "The words are those of LocalStack's own parser, not of AWS": ["InvalidDefinition: Error=ValueError Args=…"],
    "The ARN of the recording is a placeholder of no form": [
      "StateMachineDoesNotExist: State Machine Does Not Exist: 'sm_nonexistent_arn'",
      "StateMachineDoesNotExist: State Machine Does Not Exist: 'ssm_nonexistent_arn'",
      "ExecutionDoesNotExist: Execution Does Not Exist: 'invalid_execution_arn'",
    ],
    "TestState is not emulated": [
      "ValidationException: Mock result schema validation error: …",
      "ValidationException: Invalid Context object provided: …",
      "ValidationException: State type '…' is not supported when a mock is specified",
      "InvalidDefinition: TestState API does not support Map or Parallel states. …",
      "ValidationException: A test mock should have only one of the following fields: …",
      "ValidationException: TestState does not support …",
      "ValidationException: Mocked result must …",
      "ValidationException: Map iteration failure count must be less …",
      "ValidationException: State not found in definition",
      "ValidationException: RoleArn must be specified when testing a Task state",
    ],
  },
});
