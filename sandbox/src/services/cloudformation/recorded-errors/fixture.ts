import { CloudFormation } from "@aws-sdk/client-cloudformation";
import { RECORDED_ACCOUNT } from "../../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../../testing.ts";

export const sandbox = await startTestSandbox();
export const options = sandbox.client({ account: RECORDED_ACCOUNT });
export const cloudformation = new CloudFormation(options);

export const parameter = (value: unknown = "v", more: object = {}) => ({
  Type: "AWS::SSM::Parameter",
  Properties: { Type: "String", Value: value },
  ...more,
});

/** The resource that most templates here have, and what is asked of it. */
export const withValue = (value: unknown, more: object = {}) => ({
  Resources: { Parameter: parameter(value) },
  ...more,
});

export const SIMPLE = withValue("v");

let counter = 0;
export const newName = () => `stack-${++counter}`;

export function createStack(template: unknown, StackName = newName(), more: object = {}) {
  const TemplateBody = typeof template === "string" ? template : JSON.stringify(template);
  return cloudformation.createStack({ StackName, TemplateBody, ...more });
}

export async function createdStack(
  template: unknown = SIMPLE,
  name = newName(),
): Promise<{ id: string; name: string }> {
  const { StackId } = await createStack(template, name);
  await cloudformation.describeStacks({ StackName: name });
  return { id: StackId!, name };
}

export async function deletedStack(): Promise<{ id: string; name: string }> {
  const stack = await createdStack();
  await cloudformation.deleteStack({ StackName: stack.name });
  return stack;
}

export function createChangeSet(template: unknown, more: object = {}) {
  return cloudformation.createChangeSet({
    StackName: newName(),
    ChangeSetName: "change-set",
    ChangeSetType: "CREATE",
    TemplateBody: JSON.stringify(template),
    ...more,
  });
}
