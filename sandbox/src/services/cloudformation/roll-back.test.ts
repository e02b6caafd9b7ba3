import {
  ContinueUpdateRollbackCommand,
  GetStackPolicyCommand,
  GetTemplateCommand,
  RollbackStackCommand,
  SetStackPolicyCommand,
} from "@aws-sdk/client-cloudformation";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { parameter, StackUser } from "./stack-user.ts";

let sandbox: TestSandbox;
let user: StackUser;
let logs: CloudWatchLogsClient;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StackUser(sandbox);
  logs = new CloudWatchLogsClient(sandbox.client());
});
afterAll(() => sandbox.stop());

const statusOf = async (name: string) => (await user.describeOne(name)).StackStatus;

/** An update that changes G, then fails at Q; and G is gone when it is to be taken back. */
async function stuck(name: string): Promise<void> {
  const group = (RetentionInDays: number) => ({
    Type: "AWS::Logs::LogGroup",
    Properties: { LogGroupName: name, RetentionInDays },
  });
  await user.create(name, { Resources: { G: group(1) } });
  await user.update(
    name,
    { Resources: { G: group(3), Q: parameter({ Name: "no name!" }, { DependsOn: "G" }) } },
    { DisableRollback: true },
  );
  expect(await statusOf(name)).toBe("UPDATE_FAILED");
  await logs.send(new DeleteLogGroupCommand({ logGroupName: name }));
  await user.cloudformation.send(new RollbackStackCommand({ StackName: name }));
}

describe("a rollback that fails", () => {
  test("leaves UPDATE_ROLLBACK_FAILED and is continued when the cause is gone", async () => {
    await stuck("again");
    expect(await user.describeOne("again")).toMatchObject({
      StackStatus: "UPDATE_ROLLBACK_FAILED",
      StackStatusReason: "The following resource(s) failed to update: [G]. ",
    });

    await logs.send(new CreateLogGroupCommand({ logGroupName: "again" }));
    await user.cloudformation.send(new ContinueUpdateRollbackCommand({ StackName: "again" }));

    expect(await statusOf("again")).toBe("UPDATE_ROLLBACK_COMPLETE");
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "again" }));
    expect(logGroups![0]!.retentionInDays).toBe(1);
  });

  test("skips the resources it is told to skip", async () => {
    await stuck("skip");
    await expect(
      user.cloudformation.send(new ContinueUpdateRollbackCommand({ StackName: "skip", ResourcesToSkip: ["Q"] })),
    ).rejects.toMatchObject({ name: "ValidationError" });
    await user.cloudformation.send(new ContinueUpdateRollbackCommand({ StackName: "skip", ResourcesToSkip: ["G"] }));

    expect(await statusOf("skip")).toBe("UPDATE_ROLLBACK_COMPLETE");
  });
});

describe("RollbackStack", () => {
  test("takes a kept failed update back to the last stable state, over several failures", async () => {
    const p = (Value: string) => parameter({ Name: "/kept/p", Value });
    const broken = parameter({ Name: "no name!" }, { DependsOn: "P" });
    await user.create("kept", { Resources: { P: p("1") } });
    for (const value of ["2", "3"])
      await user.update("kept", { Resources: { P: p(value), Q: broken } }, { DisableRollback: true });
    expect(await user.valueOf("/kept/p")).toBe("3");

    await user.cloudformation.send(new RollbackStackCommand({ StackName: "kept" }));

    expect(await statusOf("kept")).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await user.valueOf("/kept/p")).toBe("1");
    const { TemplateBody } = await user.cloudformation.send(new GetTemplateCommand({ StackName: "kept" }));
    expect(JSON.parse(TemplateBody!)).toEqual({ Resources: { P: p("1") } });
  });

  test("removes what a kept failed creation made", async () => {
    await user.create(
      "half",
      { Resources: { P: parameter({ Name: "/half/p" }), Q: parameter({ Name: "no name!" }, { DependsOn: "P" }) } },
      { DisableRollback: true },
    );
    expect(await statusOf("half")).toBe("CREATE_FAILED");

    await user.cloudformation.send(new RollbackStackCommand({ StackName: "half" }));

    expect(await statusOf("half")).toBe("ROLLBACK_COMPLETE");
    await expect(user.valueOf("/half/p")).rejects.toThrow();
  });
});

describe("a stack policy", () => {
  const allow = { Effect: "Allow", Action: "Update:*", Principal: "*", Resource: "*" };
  const deny = (Action: string) => ({ Effect: "Deny", Action, Principal: "*", Resource: "LogicalResourceId/P" });
  const policy = (...Statement: object[]) => JSON.stringify({ Statement });

  test.each([
    ["Update:Modify", { P: parameter({ Name: "/policy/p", Value: "2" }) }],
    ["Update:Replace", { P: parameter({ Name: "/policy/other", Value: "1" }) }],
    ["Update:Delete", { Q: parameter({ Name: "/policy/q" }) }],
  ])("denies %s", async (action, resources) => {
    const name = action.replace(":", "");
    await user.create(
      name,
      { Resources: { P: parameter({ Name: "/policy/p", Value: "1" }) } },
      { StackPolicyBody: policy(allow, deny(action)) },
    );
    await user.update(name, { Resources: resources });

    expect(await statusOf(name)).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect((await user.eventsOf(name)).find((event) => event.startsWith("P UPDATE_FAILED"))).toBe(
      `P UPDATE_FAILED Action denied by stack policy: Statement [#2] does not allow [${action}] for resource [LogicalResourceId/P]`,
    );
    expect(await user.valueOf("/policy/p")).toBe("1");

    await user.update(name, { Resources: resources }, { StackPolicyDuringUpdateBody: policy(allow) });
    expect(await statusOf(name)).toBe("UPDATE_COMPLETE");
    await user.destroy(name);
  });

  test.each([
    ["not JSON", "nope"],
    ["another principal", JSON.stringify({ Statement: [{ ...allow, Principal: { AWS: "arn:aws:iam::1:root" } }] })],
    ["another action", JSON.stringify({ Statement: [{ ...allow, Action: "Delete:*" }] })],
  ])("is refused: %s", async (_name, StackPolicyBody) => {
    await user.create("refused", { Resources: { P: parameter() } }).catch(() => undefined);
    await expect(
      user.cloudformation.send(new SetStackPolicyCommand({ StackName: "refused", StackPolicyBody })),
    ).rejects.toMatchObject({
      name: "ValidationError",
      message: "Error validating stack policy: Invalid stack policy",
    });
  });

  test("is given back as it was set", async () => {
    await user.create("given", { Resources: { P: parameter() } });
    const get = async () =>
      (await user.cloudformation.send(new GetStackPolicyCommand({ StackName: "given" }))).StackPolicyBody;
    expect(await get()).toBeUndefined();
    await user.cloudformation.send(new SetStackPolicyCommand({ StackName: "given", StackPolicyBody: policy(allow) }));
    expect(await get()).toBe(policy(allow));
    await expect(
      user.cloudformation.send(
        new SetStackPolicyCommand({ StackName: "given", StackPolicyBody: "{}", StackPolicyURL: "https://x" }),
      ),
    ).rejects.toThrow("You cannot specify both StackPolicyURL and StackPolicyBody");
  });
});
