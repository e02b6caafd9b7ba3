import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  type CreateStackCommandInput,
  type Stack,
  type UpdateStackCommandInput,
} from "@aws-sdk/client-cloudformation";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { TestSandbox } from "../../testing.ts";

/** A resource for test templates. */
export const parameter = (properties: object = {}, more: object = {}) => ({
  Type: "AWS::SSM::Parameter",
  Properties: { Type: "String", Value: "v", ...properties },
  ...more,
});

/** For tests: what people do with stacks, in short words. */
export class StackUser {
  readonly cloudformation: CloudFormationClient;
  readonly ssm: SSMClient;

  constructor(sandbox: TestSandbox) {
    this.cloudformation = new CloudFormationClient(sandbox.client());
    this.ssm = new SSMClient(sandbox.client());
  }

  create(StackName: string, template: object, more: Partial<CreateStackCommandInput> = {}) {
    return this.cloudformation.send(
      new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), ...more }),
    );
  }

  update(StackName: string, template: object, more: Partial<UpdateStackCommandInput> = {}) {
    return this.cloudformation.send(
      new UpdateStackCommand({ StackName, TemplateBody: JSON.stringify(template), ...more }),
    );
  }

  destroy(StackName: string) {
    return this.cloudformation.send(new DeleteStackCommand({ StackName }));
  }

  async describeOne(StackName: string): Promise<Stack> {
    return (await this.cloudformation.send(new DescribeStacksCommand({ StackName }))).Stacks![0]!;
  }

  /** "LogicalId STATUS reason", oldest first. */
  async eventsOf(StackName: string): Promise<string[]> {
    const { StackEvents } = await this.cloudformation.send(new DescribeStackEventsCommand({ StackName }));
    return StackEvents!
      .toReversed()
      .map((event) => `${event.LogicalResourceId} ${event.ResourceStatus} ${event.ResourceStatusReason ?? ""}`.trim());
  }

  /** The properties that the events of a resource show, newest first. */
  async propertiesOf(StackName: string, logicalId: string): Promise<Record<string, unknown>[]> {
    const { StackEvents } = await this.cloudformation.send(new DescribeStackEventsCommand({ StackName }));
    return StackEvents!
      .filter((event) => event.LogicalResourceId === logicalId)
      .map((event) => JSON.parse(event.ResourceProperties!) as Record<string, unknown>);
  }

  /** The value of a parameter in Parameter Store. */
  async valueOf(Name: string): Promise<string | undefined> {
    return (await this.ssm.send(new GetParameterCommand({ Name }))).Parameter!.Value;
  }
}
