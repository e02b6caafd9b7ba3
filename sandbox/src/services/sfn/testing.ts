import { IAM } from "@aws-sdk/client-iam";
import { Lambda } from "@aws-sdk/client-lambda";
import { SFN, type CreateStateMachineCommandInput, type DescribeExecutionCommandOutput } from "@aws-sdk/client-sfn";
import { createZip } from "../lambda/zip.ts";
import { eventually, type TestSandbox } from "../../testing.ts";

const allow = (Action: string[], Resource: string | string[] = "*") => ({ Effect: "Allow", Action, Resource });

const ECHO = `exports.handler = async (event) => {
  if (event && event.fail) { const error = new Error("It failed: " + event.fail); error.name = event.fail; throw error; }
  return event;
};`;

/** For tests: what people do with state machines, in short words. */
export class StatesUser {
  readonly sfn: SFN;
  readonly iam: IAM;
  readonly #sandbox: TestSandbox;
  #count = 0;

  constructor(sandbox: TestSandbox) {
    this.#sandbox = sandbox;
    this.sfn = new SFN({ ...sandbox.client(), disableHostPrefix: true });
    this.iam = new IAM(sandbox.client());
  }

  /** A role that `service` may assume and that allows the actions. */
  async role(actions: string[], service = "states"): Promise<string> {
    const RoleName = `role-${++this.#count}-${service}`;
    const { Role } = await this.iam.createRole({
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { ...allow(["sts:AssumeRole"]), Resource: undefined, Principal: { Service: `${service}.amazonaws.com` } },
        ],
      }),
    });
    if (actions.length)
      await this.iam.putRolePolicy({
        RoleName,
        PolicyName: "p",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [allow(actions)] }),
      });
    return Role!.Arn!;
  }

  /** A function "echo" that returns its event, or fails as it says; its ARN. */
  async createEcho(): Promise<string> {
    const { FunctionArn } = await new Lambda(this.#sandbox.client()).createFunction({
      FunctionName: "echo",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: await this.role([], "lambda"),
      Code: { ZipFile: createZip({ "index.js": ECHO }) },
    });
    return FunctionArn!;
  }

  async create(
    States: object,
    {
      actions = [],
      definition = {},
      ...more
    }: Partial<Omit<CreateStateMachineCommandInput, "definition">> & {
      actions?: string[];
      definition?: object;
    } = {},
  ): Promise<string> {
    const { stateMachineArn } = await this.sfn.createStateMachine({
      name: `machine-${++this.#count}`,
      roleArn: more.roleArn ?? (await this.role(actions)),
      definition: JSON.stringify({ StartAt: Object.keys(States)[0], States, ...definition }),
      ...more,
    });
    return stateMachineArn!;
  }

  /** Starts an execution and waits for its end; the clock jumps over its waits. */
  async run(stateMachineArn: string, input: unknown = {}): Promise<DescribeExecutionCommandOutput> {
    const { executionArn } = await this.sfn.startExecution({ stateMachineArn, input: JSON.stringify(input) });
    return this.ended(executionArn!);
  }

  ended(executionArn: string): Promise<DescribeExecutionCommandOutput> {
    return eventually(
      async () => {
        const execution = await this.sfn.describeExecution({ executionArn });
        if (execution.status !== "RUNNING") return execution;
        await this.#sandbox.control("jump?within=31536000000");
        throw new Error(`${executionArn} still runs`);
      },
      { within: 20_000 },
    );
  }

  /** The output of an execution that must succeed. */
  async outputOf(stateMachineArn: string, input: unknown = {}): Promise<unknown> {
    const { status, output, error, cause } = await this.run(stateMachineArn, input);
    if (status !== "SUCCEEDED") throw new Error(`${status}: ${error} ${cause}`);
    return JSON.parse(output!) as unknown;
  }

  async typesOf(executionArn: string): Promise<string[]> {
    const { events } = await this.sfn.getExecutionHistory({ executionArn, maxResults: 1000 });
    return events!.map(({ type }) => type!);
  }
}
