import { CreateLogGroupCommand, CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAM } from "@aws-sdk/client-iam";
import { SFN, type CreateStateMachineCommandInput } from "@aws-sdk/client-sfn";
import { RECORDED_ACCOUNT } from "../../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../../testing.ts";

/** What the requests for recorded errors start from: a role that may all, the state machine `machine` with the versions 1 to 3. */
export const sandbox = await startTestSandbox();
const options = sandbox.client({ account: RECORDED_ACCOUNT });
export const sfn = new SFN({ ...options, disableHostPrefix: true });
const iam = new IAM(options);

export const arnOf = (resource: string) => `arn:aws:states:us-east-1:${RECORDED_ACCOUNT}:${resource}`;
export const LOG_GROUP = `arn:aws:logs:us-east-1:${RECORDED_ACCOUNT}:log-group:there:*`;
await new CloudWatchLogsClient(options).send(new CreateLogGroupCommand({ logGroupName: "there" }));

const { Role } = await iam.createRole({
  RoleName: "states",
  AssumeRolePolicyDocument: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "states.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
});
await iam.putRolePolicy({
  RoleName: "states",
  PolicyName: "all",
  PolicyDocument: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  }),
});
const ROLE = Role!.Arn!;

export const pass = (result: unknown = 1) =>
  JSON.stringify({ StartAt: "S", States: { S: { Type: "Pass", Result: result, End: true } } });
const withStates = (States: object, more: object = {}) =>
  JSON.stringify({ StartAt: Object.keys(States)[0], States, ...more });

let count = 0;
export const create = (more: Partial<CreateStateMachineCommandInput> = {}) =>
  sfn.createStateMachine({ name: `made-${++count}`, definition: pass(), roleArn: ROLE, ...more });
export const defined =
  (States: object, more: Partial<CreateStateMachineCommandInput> = {}) =>
  () =>
    create({ definition: withStates(States), ...more });

export const machine = arnOf("stateMachine:machine");
await create({ name: "machine" });
for (const result of [1, 2, 3]) {
  await sfn.updateStateMachine({ stateMachineArn: machine, definition: pass(result) });
  await sfn.publishStateMachineVersion({ stateMachineArn: machine });
}
