import { IAM } from "@aws-sdk/client-iam";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSqsTest } from "./testing.ts";

let setup: Awaited<ReturnType<typeof startSqsTest>>;
let iam: IAM;
beforeAll(async () => {
  setup = await startSqsTest();
  iam = new IAM(setup.sandbox.client());
});
afterAll(() => setup.stop());

/** A client of a new user with these permissions. */
async function userWith(UserName: string, ...actions: string[]): Promise<SQS> {
  await iam.createUser({ UserName });
  if (actions.length)
    await iam.putUserPolicy({
      UserName,
      PolicyName: "p",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: actions, Resource: "*" },
      }),
    });
  const { AccessKey } = await iam.createAccessKey({ UserName });
  const credentials = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  return new SQS(setup.sandbox.client({ credentials }));
}

test("a user needs a permission of its own, or the queue's policy", async () => {
  const QueueUrl = await setup.queue();
  const arn = await setup.arn(QueueUrl);
  const ann = await userWith("ann", "sqs:ReceiveMessage");

  await expect(ann.sendMessage({ QueueUrl, MessageBody: "x" })).rejects.toMatchObject({
    Code: "AccessDenied",
    message: `User: arn:aws:iam::000000000000:user/ann is not authorized to perform: sqs:sendmessage on resource: ${arn} because no identity-based policy allows the sqs:sendmessage action`,
    $metadata: { httpStatusCode: 403 },
  });
  const Statement = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::000000000000:user/ann" },
    Action: "sqs:SendMessage",
    Resource: arn,
  };
  await setup.sqs.setQueueAttributes({
    QueueUrl,
    Attributes: { Policy: JSON.stringify({ Version: "2012-10-17", Statement }) },
  });
  await ann.sendMessageBatch({ QueueUrl, Entries: [{ Id: "1", MessageBody: "x" }] });
  expect((await ann.receiveMessage({ QueueUrl })).Messages).toHaveLength(1);
});

test("another account needs both, and never gets what is the owner's alone", async () => {
  const QueueUrl = await setup.queue();
  const other = new SQS(setup.sandbox.client({ account: "111111111111" }));

  await expect(other.sendMessage({ QueueUrl, MessageBody: "x" })).rejects.toThrow(/no resource-based policy allows/);
  await setup.sqs.addPermission({
    QueueUrl,
    Label: "share",
    AWSAccountIds: ["111111111111"],
    Actions: ["SendMessage", "GetQueueUrl"],
  });
  await other.sendMessage({ QueueUrl, MessageBody: "x" });
  await expect(other.deleteQueue({ QueueUrl })).rejects.toMatchObject({ Code: "AccessDenied" });

  const QueueName = QueueUrl.split("/").at(-1)!;
  expect(await other.getQueueUrl({ QueueName, QueueOwnerAWSAccountId: "000000000000" })).toMatchObject({ QueueUrl });
  const arn = await setup.arn(QueueUrl);
  const { Attributes } = await setup.sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["Policy"] });
  // Recorded in test_sqs_permission_lifecycle.
  expect(JSON.parse(Attributes!["Policy"]!)).toEqual({
    Version: "2008-10-17",
    Id: `${arn}/SQSDefaultPolicy`,
    Statement: [
      {
        Sid: "share",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111111111111:root" },
        Action: ["SQS:SendMessage", "SQS:GetQueueUrl"],
        Resource: arn,
      },
    ],
  });
  await setup.sqs.removePermission({ QueueUrl, Label: "share" });
  expect(await setup.sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["Policy"] })).not.toHaveProperty("Attributes");
});

test("moving dead letters back asks for the right to send to the queues that they came from", async () => {
  const dead = await setup.queue();
  const SourceArn = await setup.arn(dead);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: SourceArn, maxReceiveCount: 1 });
  const source = await setup.queue({ RedrivePolicy });
  const onDeadLetters = ["StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];
  const bob = await userWith("bob", ...onDeadLetters.map((action) => `sqs:${action}`));

  await expect(bob.startMessageMoveTask({ SourceArn })).rejects.toThrow(
    new RegExp(`sqs:sendmessage on resource: ${await setup.arn(source)}`),
  );
  const eve = await userWith("eve", ...[...onDeadLetters, "SendMessage"].map((action) => `sqs:${action}`));
  expect((await eve.startMessageMoveTask({ SourceArn })).TaskHandle).toEqual(expect.any(String));
});
