import { S3 } from "@aws-sdk/client-s3";
import { SFN } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { StackUser } from "../../cloudformation/stack-user.ts";

let sandbox: TestSandbox;
let user: StackUser;
let sfn: SFN;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StackUser(sandbox);
  sfn = new SFN(sandbox.client());
});
afterAll(() => sandbox.stop());

const CAPABILITIES = { Capabilities: ["CAPABILITY_IAM" as const] };
const ROLE = {
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "states.amazonaws.com" }, Action: "sts:AssumeRole" }],
    },
  },
};
const pass = (result: unknown) => ({ StartAt: "S", States: { S: { Type: "Pass", Result: result, End: true } } });
const machine = (properties: object) => ({
  Type: "AWS::StepFunctions::StateMachine",
  Properties: { RoleArn: { "Fn::GetAtt": ["Role", "Arn"] }, ...properties },
});
const outputs = async (stack: string) =>
  Object.fromEntries(
    (await user.describeOne(stack)).Outputs!.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]),
  );

test("a state machine with substitutions, updated in place, with a version, an alias and an activity", async () => {
  const template = (value: string) => ({
    Resources: {
      Role: ROLE,
      Machine: machine({
        DefinitionString: JSON.stringify(pass("${value} ${kept}")),
        DefinitionSubstitutions: { value },
        Tags: [{ Key: "value", Value: value }],
      }),
      Version: {
        Type: "AWS::StepFunctions::StateMachineVersion",
        Properties: {
          StateMachineArn: { Ref: "Machine" },
          StateMachineRevisionId: { "Fn::GetAtt": ["Machine", "StateMachineRevisionId"] },
        },
      },
      Alias: {
        Type: "AWS::StepFunctions::StateMachineAlias",
        Properties: {
          Name: "live",
          RoutingConfiguration: [{ StateMachineVersionArn: { Ref: "Version" }, Weight: 100 }],
        },
      },
      Activity: { Type: "AWS::StepFunctions::Activity", Properties: { Name: "by-hand" } },
    },
    Outputs: {
      Arn: { Value: { Ref: "Machine" } },
      Name: { Value: { "Fn::GetAtt": ["Machine", "Name"] } },
      Alias: { Value: { Ref: "Alias" } },
      Version: { Value: { Ref: "Version" } },
      Activity: { Value: { "Fn::GetAtt": ["Activity", "Arn"] } },
    },
  });
  await user.create("machines", template("one"), CAPABILITIES);
  const { Arn, Name, Alias, Version, Activity } = await outputs("machines");
  expect(Name).toMatch(/^machines-Machine-|^Machine-/);
  expect(Arn).toBe(`arn:aws:states:us-east-1:000000000000:stateMachine:${Name}`);
  expect([Alias, Version]).toEqual([`${Arn}:live`, `${Arn}:1`]);
  expect(Activity).toBe("arn:aws:states:us-east-1:000000000000:activity:by-hand");
  expect((await sfn.describeStateMachine({ stateMachineArn: Arn })).definition).toContain('"one ${kept}"');

  await user.update("machines", template("two"), CAPABILITIES);
  expect((await outputs("machines"))["Version"]).toBe(`${Arn}:2`);
  expect((await sfn.describeStateMachine({ stateMachineArn: Alias! })).definition).toContain('"two ${kept}"');
  expect((await sfn.listTagsForResource({ resourceArn: Arn })).tags).toContainEqual({ key: "value", value: "two" });

  await user.destroy("machines");
  expect((await sfn.listStateMachines({})).stateMachines).toEqual([]);
  expect((await sfn.listActivities({})).activities).toEqual([]);
});

test("a definition as an object, and one in S3", async () => {
  const s3 = new S3(sandbox.client());
  await s3.createBucket({ Bucket: "definitions" });
  await s3.putObject({
    Bucket: "definitions",
    Key: "machine.yaml",
    Body: "StartAt: S\nStates:\n  S:\n    Type: Succeed\n",
  });
  await user.create(
    "definitions",
    {
      Resources: {
        Role: ROLE,
        Object: machine({ Definition: pass({ a: true }) }),
        Stored: machine({ DefinitionS3Location: { Bucket: "definitions", Key: "machine.yaml" } }),
      },
      Outputs: { Object: { Value: { Ref: "Object" } }, Stored: { Value: { Ref: "Stored" } } },
    },
    CAPABILITIES,
  );
  const found = await outputs("definitions");
  const { definition } = await sfn.describeStateMachine({ stateMachineArn: found["Object"] });
  expect(JSON.parse(definition!)).toEqual(pass({ a: true }));
  const stored = await sfn.describeStateMachine({ stateMachineArn: found["Stored"] });
  expect(JSON.parse(stored.definition!)).toEqual({ StartAt: "S", States: { S: { Type: "Succeed" } } });
  await user.destroy("definitions");
});

test("what is wrong with a definition fails the stack with AWS's words", async () => {
  await user.create(
    "wrong",
    {
      Resources: {
        Role: ROLE,
        Machine: machine({ DefinitionString: JSON.stringify({ StartAt: "Nope", States: pass(1).States }) }),
      },
    },
    CAPABILITIES,
  );
  expect((await user.eventsOf("wrong")).find((event) => event.includes("Machine CREATE_FAILED"))).toContain(
    `Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: Nope at /StartAt, MISSING_TRANSITION_TARGET: State "S" is not reachable. at /States/S'`,
  );
});

test("an integration that is not emulated is refused before anything is created", async () => {
  const task = { Type: "Task", Resource: "arn:*:states:::ecs:runTask.sync", End: true };
  const [before, after] = JSON.stringify({ StartAt: "S", States: { S: task } }).split("*") as [string, string];
  const DefinitionString = { "Fn::Join": ["", [before, { Ref: "AWS::Partition" }, after]] };
  await expect(
    user.create("refused", { Resources: { Role: ROLE, Machine: machine({ DefinitionString }) } }, CAPABILITIES),
  ).rejects.toThrow("the Step Functions integration ecs:runTask");
});
