import type { ExecutionStatus } from "@aws-sdk/client-sfn";
import { arnOf, create, machine, pass, sfn } from "./fixture.ts";

const start = (input: string) => () => sfn.startExecution({ stateMachineArn: machine, input });
const pages = (more: { maxResults?: number; nextToken?: string }) => () =>
  sfn.listExecutions({ stateMachineArn: machine, ...more });
const gone = arnOf("stateMachine:statemachine_invalid_x");

/** State machines, executions, versions, aliases and tags. */
export const stateMachines = {
  "StateMachineAlreadyExists: …": async () => {
    await create({ name: "twice" });
    await create({ name: "twice", definition: pass(2) });
  },
  "StateMachineDoesNotExist: …:stateMachine:statemachine_invalid_<ArnPart_0idx>'": () =>
    sfn.startExecution({ stateMachineArn: gone }),
  "StateMachineDoesNotExist: …:stateMachine:<ArnPart_0idx>:2'": async () => {
    await create({ name: "unversioned" });
    await sfn.startExecution({ stateMachineArn: arnOf("stateMachine:unversioned:2") });
  },
  "InvalidExecutionInput: Invalid State Machine Execution Input: 'Unrecognized token 'not': …": start("not some json"),
  "InvalidExecutionInput: Invalid State Machine Execution Input: 'Unexpected character (''' (code 39)): …":
    start("{'not': 'json'}"),
  "InvalidExecutionInput: Invalid State Machine Execution Input: 'Invalid execution input.'": start(""),
  "MissingRequiredParameter: …": () => sfn.updateStateMachine({ stateMachineArn: machine }),
  "InvalidArn: Invalid Arn: 'Invalid ARN prefix: not_a_valid_arn'": () =>
    sfn.describeStateMachine({ stateMachineArn: "not_a_valid_arn" }),
  "InvalidArn: Invalid Arn: 'Invalid ARN prefix: invalid_state_machine_arn'": () =>
    sfn.listExecutions({ stateMachineArn: "invalid_state_machine_arn" }),
  "InvalidArn: Invalid Arn: 'Invalid ARN prefix: invalid_arn'": () =>
    sfn.listStateMachineVersions({ stateMachineArn: "invalid_arn" }),
  "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'": () =>
    sfn.describeExecution({ executionArn: arnOf("express:machine:name:id") }),
  "ValidationException: 1 validation error detected: Value 'succeeded' at 'statusFilter' …": () =>
    sfn.listExecutions({ stateMachineArn: machine, statusFilter: "succeeded" as ExecutionStatus }),
  "ValidationException: 1 validation error detected: Value '1001' at 'maxResults' …": pages({ maxResults: 1001 }),
  "ValidationException: 1 validation error detected: Value '<invalid_token_1025_chars>' …": () =>
    sfn.listStateMachines({ nextToken: "x".repeat(1025) }),
  "ValidationException: 1 validation error detected: Value '<invalid_token_3097_chars>' …": pages({
    nextToken: "x".repeat(3097),
  }),
  "StateMachineTypeNotSupported: This operation is not supported by this type of state machine": async () => {
    const { stateMachineArn } = await create({ type: "EXPRESS" });
    await sfn.listExecutions({ stateMachineArn });
  },
  "ExecutionAlreadyExists: …": async () => {
    await sfn.startExecution({ stateMachineArn: machine, name: "once", input: "1" });
    await sfn.startExecution({ stateMachineArn: machine, name: "once", input: "2" });
  },
  "InvalidToken: Invalid Token: 'Invalid token'": () => sfn.sendTaskSuccess({ taskToken: "none", output: "{}" }),
  "ResourceNotFound: Resource not found: …": () =>
    sfn.tagResource({ resourceArn: `${machine}:1`, tags: [{ key: "k", value: "v" }] }),
  "ValidationException: Version description can only be set when publish is true": () =>
    create({ versionDescription: "d" }),
  "ConflictException: Failed to publish the State Machine version …": () =>
    sfn.publishStateMachineVersion({ stateMachineArn: machine, revisionId: "other" }),
};
