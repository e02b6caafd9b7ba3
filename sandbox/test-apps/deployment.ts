import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { eventually, type TestSandbox } from "../src/testing.ts";
import type { Synthesised } from "./synthesise.ts";

const ASSETS = "cdk-hnb659fds-assets-000000000000-us-east-1";

/** A stack came to rest where it should not. */
class DeploymentFailed extends Error {
  override name = "DeploymentFailed";
}

/** Puts the assets into the bootstrap bucket and creates or updates the stacks; their outputs. What fails stays as it is: nobody looks at the rollback. */
export async function deploy(
  { name: StackName, template, assets, needs }: Synthesised,
  version: number,
  sandbox: TestSandbox,
): Promise<Record<string, string>> {
  const outputs: Record<string, string> = {};
  for (const needed of needs) Object.assign(outputs, await deploy(needed, version, sandbox));
  const cloudformation = new CloudFormationClient(sandbox.client());
  const s3 = new S3Client(sandbox.client());
  await Promise.all(
    assets.map(({ key, body }) => s3.send(new PutObjectCommand({ Bucket: ASSETS, Key: key, Body: body }))),
  );
  const input = {
    StackName,
    TemplateBody: JSON.stringify(template),
    Capabilities: ["CAPABILITY_NAMED_IAM" as const, "CAPABILITY_AUTO_EXPAND" as const],
    DisableRollback: true,
  };
  if (version === 1) {
    await cloudformation.send(new CreateStackCommand(input));
    return Object.assign(outputs, await finished(StackName, "CREATE_COMPLETE", cloudformation));
  }
  const isSame = await cloudformation.send(new UpdateStackCommand(input)).then(
    () => false,
    (error: Error) => {
      // Not every stack of an app changes; and without the statement in which versions differ, they may not differ.
      if (error.message === "No updates are to be performed.") return true;
      throw error;
    },
  );
  const wanted = isSame ? "CREATE_COMPLETE" : "UPDATE_COMPLETE";
  return Object.assign(outputs, await finished(StackName, wanted, cloudformation));
}

export async function destroy({ name: StackName, needs }: Synthesised, sandbox: TestSandbox): Promise<void> {
  const cloudformation = new CloudFormationClient(sandbox.client());
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  await cloudformation.send(new DeleteStackCommand({ StackName }));
  await finished(Stacks![0]!.StackId!, "DELETE_COMPLETE", cloudformation);
  for (const needed of needs.toReversed()) await destroy(needed, sandbox);
}

/** The outputs, once the stack rests; a failure is told with its events. */
async function finished(
  StackName: string,
  wanted: string,
  cloudformation: CloudFormationClient,
): Promise<Record<string, string>> {
  const stack = await eventually(
    async () => {
      const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
      if (Stacks![0]!.StackStatus!.endsWith("_IN_PROGRESS")) throw new Error(`${StackName} is still in progress`);
      return Stacks![0]!;
    },
    { within: 120_000 },
  );
  const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
  const failures = StackEvents!.filter((event) => event.ResourceStatus!.endsWith("_FAILED"));
  const reasons = failures.map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`);
  if (stack.StackStatus !== wanted || reasons.length)
    throw new DeploymentFailed([`${stack.StackStatus} (expected ${wanted})`, ...reasons].join("\n"));
  return Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
}
