import { CloudFormation } from "@aws-sdk/client-cloudformation";
import { GetFunctionConfigurationCommand, GetFunctionRecursionConfigCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { functionsOf } from "../testing.ts";

let sandbox: TestSandbox;
let functions: ReturnType<typeof functionsOf>;
let cloudformation: CloudFormation;
let role: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  functions = functionsOf(sandbox);
  cloudformation = new CloudFormation(sandbox.client());
  role = await functions.role("xray:PutTraceSegments", "sqs:SendMessage");
});
afterAll(() => sandbox.stop());

let counter = 0;
function template(properties: object): string {
  const Properties = {
    FunctionName: `cfn-fn-${counter}`,
    Code: { ZipFile: "exports.handler = async () => 1" },
    Handler: "index.handler",
    Runtime: "nodejs24.x",
    Role: role,
    ...properties,
  };
  return JSON.stringify({ Resources: { Function: { Type: "AWS::Lambda::Function", Properties } } });
}

async function settled(StackName: string, status: string): Promise<void> {
  await eventually(async () => {
    const { Stacks } = await cloudformation.describeStacks({ StackName });
    expect(Stacks![0]!.StackStatus).toBe(status);
  });
}

test("RecursiveLoop and TracingConfig are set, and return to their defaults when the template drops them", async () => {
  const StackName = `fn-stack-${++counter}`;
  const FunctionName = `cfn-fn-${counter}`;
  const tracing = async () =>
    (await functions.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).TracingConfig;
  const recursion = async () =>
    (await functions.lambda.send(new GetFunctionRecursionConfigCommand({ FunctionName }))).RecursiveLoop;

  const TemplateBody = template({ RecursiveLoop: "Allow", TracingConfig: { Mode: "Active" } });
  await cloudformation.createStack({ StackName, TemplateBody });
  await settled(StackName, "CREATE_COMPLETE");
  expect(await recursion()).toBe("Allow");
  expect(await tracing()).toEqual({ Mode: "Active" });

  await cloudformation.updateStack({ StackName, TemplateBody: template({}) });
  await settled(StackName, "UPDATE_COMPLETE");
  expect(await recursion()).toBe("Terminate");
  expect(await tracing()).toEqual({ Mode: "PassThrough" });
});

test("a dead-letter queue of the same template is set, and removed when the template drops it", async () => {
  const StackName = `fn-stack-${++counter}`;
  const FunctionName = `cfn-fn-${counter}`;
  const deadLetters = async () =>
    (await functions.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).DeadLetterConfig;
  const withQueue = (properties: object) =>
    JSON.stringify({
      Resources: {
        Queue: { Type: "AWS::SQS::Queue" },
        ...(JSON.parse(template(properties)) as { Resources: object }).Resources,
      },
    });

  const TargetArn = { "Fn::GetAtt": ["Queue", "Arn"] };
  await cloudformation.createStack({ StackName, TemplateBody: withQueue({ DeadLetterConfig: { TargetArn } }) });
  await settled(StackName, "CREATE_COMPLETE");
  expect(await deadLetters()).toEqual({ TargetArn: expect.stringMatching(/:sqs:us-east-1:.*-Queue-/) });

  await cloudformation.updateStack({ StackName, TemplateBody: withQueue({}) });
  await settled(StackName, "UPDATE_COMPLETE");
  expect(await deadLetters()).toBeUndefined();
});
