import { DescribeStackResourcesCommand } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { parameter, StackUser } from "./stack-user.ts";

let sandbox: TestSandbox;
let user: StackUser;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StackUser(sandbox);
});
afterAll(() => sandbox.stop());

/** Answers with what the resource's property Answer says, by request type; records each request in Parameter Store. */
const HANDLER = `
const https = require("node:https");
const { SSMClient, PutParameterCommand } = require("@aws-sdk/client-ssm");
const ssm = new SSMClient({});
exports.handler = async (event) => {
  const { ResponseURL, ServiceToken, RequestId, StackId, ...seen } = event;
  await ssm.send(new PutParameterCommand({ Name: event.ResourceProperties.Log + "-" + event.RequestType, Value: JSON.stringify(seen), Type: "String", Overwrite: true }));
  const answer = JSON.parse(event.ResourceProperties["Answer" + event.RequestType] || "{}");
  if (answer === null) return;
  const body = JSON.stringify({ Status: "SUCCESS", PhysicalResourceId: event.PhysicalResourceId || "first", StackId, RequestId, LogicalResourceId: event.LogicalResourceId, ...answer });
  const url = new URL(ResponseURL);
  await new Promise((resolve, reject) => {
    const request = https.request({ hostname: url.hostname, path: url.pathname + url.search, method: "PUT", headers: { "content-type": "", "content-length": body.length } }, (response) => {
      response.resume();
      response.statusCode < 400 ? resolve() : reject(new Error(String(response.statusCode)));
    });
    request.on("error", reject);
    request.end(body);
  });
};`;

const ROLE = {
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    },
    Policies: [
      {
        PolicyName: "p",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "ssm:PutParameter", Resource: "*" }],
        },
      },
    ],
  },
};

/** A function, and a custom resource behind it that logs to parameters named after the stack. */
const template = (properties: object, more: object = {}) => ({
  Resources: {
    Role: ROLE,
    Function: {
      Type: "AWS::Lambda::Function",
      Properties: {
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Role: { "Fn::GetAtt": ["Role", "Arn"] },
        Code: { ZipFile: HANDLER },
        Timeout: 10,
      },
    },
    Thing: {
      Type: "Custom::Thing",
      Properties: {
        ServiceToken: { "Fn::GetAtt": ["Function", "Arn"] },
        Log: { Ref: "AWS::StackName" },
        ...properties,
      },
    },
    ...more,
  },
});

const CAPABILITIES = { Capabilities: ["CAPABILITY_IAM" as const] };
const seen = async (stack: string, type: string) =>
  JSON.parse((await user.valueOf(`${stack}-${type}`))!) as Record<string, unknown>;
const answer = (value: object | null) => JSON.stringify(value);

describe("a custom resource", () => {
  test("is created, updated in place and deleted by its function; numbers and booleans arrive as text", async () => {
    const withOutput = (properties: object) => ({
      ...template({ AnswerCreate: answer({ Data: { Url: "u-1" } }), ...properties }),
      Outputs: { Url: { Value: { "Fn::GetAtt": ["Thing", "Url"] } }, Ref: { Value: { Ref: "Thing" } } },
    });
    await user.create("in-place", withOutput({ Count: 3, Flags: [true, { a: false }] }), CAPABILITIES);

    expect((await user.describeOne("in-place")).Outputs).toEqual([
      { OutputKey: "Url", OutputValue: "u-1" },
      { OutputKey: "Ref", OutputValue: "first" },
    ]);
    expect(await seen("in-place", "Create")).toEqual({
      RequestType: "Create",
      ResourceType: "Custom::Thing",
      LogicalResourceId: "Thing",
      ResourceProperties: {
        ServiceToken: expect.stringContaining(":function:"),
        Log: "in-place",
        AnswerCreate: '{"Data":{"Url":"u-1"}}',
        Count: "3",
        Flags: ["true", { a: "false" }],
      },
    });

    await user.update(
      "in-place",
      withOutput({ Count: 4, AnswerUpdate: answer({ Data: { Url: "u-2" } }) }),
      CAPABILITIES,
    );
    expect((await user.describeOne("in-place")).Outputs![0]!.OutputValue).toBe("u-2");
    expect(await seen("in-place", "Update")).toMatchObject({
      PhysicalResourceId: "first",
      ResourceProperties: { Count: "4" },
      OldResourceProperties: { Count: "3" },
    });

    await user.destroy("in-place");
    expect(await seen("in-place", "Delete")).toMatchObject({
      PhysicalResourceId: "first",
      ResourceProperties: { Count: "4" },
    });
  });

  test("is replaced when an update answers with another physical id: the old one is deleted in the clean-up", async () => {
    await user.create("replaced", template({ V: 1 }), CAPABILITIES);
    await user.update(
      "replaced",
      template({ V: 2, AnswerUpdate: answer({ PhysicalResourceId: "second" }) }),
      CAPABILITIES,
    );

    expect(await seen("replaced", "Delete")).toMatchObject({
      PhysicalResourceId: "first",
      ResourceProperties: { V: "1" },
    });
    const events = await user.eventsOf("replaced");
    expect(events.slice(events.findIndex((event) => event.startsWith("replaced UPDATE_IN_PROGRESS")))).toEqual([
      "replaced UPDATE_IN_PROGRESS User Initiated",
      "Thing UPDATE_IN_PROGRESS",
      "Thing UPDATE_IN_PROGRESS Requested update required the provider to create a new physical resource",
      "Thing UPDATE_COMPLETE Requested update required the provider to create a new physical resource",
      "replaced UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
      "Thing DELETE_IN_PROGRESS",
      "Thing DELETE_COMPLETE",
      "replaced UPDATE_COMPLETE",
    ]);
    const { StackResources } = await user.cloudformation.send(
      new DescribeStackResourcesCommand({ StackName: "replaced", LogicalResourceId: "Thing" }),
    );
    expect(StackResources![0]!.PhysicalResourceId).toBe("second");
    await user.destroy("replaced");
    expect(await seen("replaced", "Delete")).toMatchObject({ PhysicalResourceId: "second" });
  });

  test("that answers FAILED fails with its reason, is rolled back and asked to delete what it named", async () => {
    await user.create(
      "failing",
      template({ AnswerCreate: answer({ Status: "FAILED", Reason: "No room", PhysicalResourceId: "half" }) }),
      CAPABILITIES,
    );

    expect((await user.describeOne("failing")).StackStatus).toBe("ROLLBACK_COMPLETE");
    expect((await user.eventsOf("failing")).find((event) => event.includes("Thing CREATE_FAILED"))).toMatch(
      /^Thing CREATE_FAILED Received response status \[FAILED\] from custom resource\. Message returned: No room \(RequestId: [0-9a-f-]{36}\)$/,
    );
    expect(await seen("failing", "Delete")).toMatchObject({ PhysicalResourceId: "half" });
  });

  test("whose update fails is updated back", async () => {
    await user.create("back", template({ V: 1 }), CAPABILITIES);
    await user.update(
      "back",
      template({ V: 2, AnswerUpdate: answer({ Status: "FAILED", Reason: "Not now" }) }),
      CAPABILITIES,
    );

    expect((await user.describeOne("back")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await seen("back", "Update")).toMatchObject({
      ResourceProperties: { V: "1" },
      OldResourceProperties: { V: "2" },
    });
    await user.destroy("back");
  });

  test("that never answers times out as soon as nothing can answer any more", async () => {
    await user.create("silent", template({ AnswerCreate: answer(null), ServiceTimeout: 600 }), CAPABILITIES);

    expect((await user.describeOne("silent")).StackStatus).toBe("ROLLBACK_COMPLETE");
    expect((await user.eventsOf("silent")).find((event) => event.includes("Thing CREATE_FAILED"))).toMatch(
      /^Thing CREATE_FAILED CloudFormation did not receive a response from your Custom Resource\. Please check your logs for requestId \[[0-9a-f-]{36}\]\. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version\.$/,
    );
    expect(await seen("silent", "Delete")).toMatchObject({
      PhysicalResourceId: expect.stringMatching(/^silent-Thing-/),
    });
  });

  test("without an attribute that the template asks for", async () => {
    await user.create(
      "attribute",
      template({}, { P: parameter({ Value: { "Fn::GetAtt": ["Thing", "Nope"] } }) }),
      CAPABILITIES,
    );

    expect((await user.eventsOf("attribute")).find((event) => event.includes("P CREATE_FAILED"))).toMatch(
      /^P CREATE_FAILED CustomResource attribute error: Vendor response doesn't contain Nope key in object arn:aws:cloudformation:us-east-1:000000000000:stack\/attribute\/[0-9a-f-]+\|Thing\|[0-9a-f-]+ in S3 bucket cloudformation-custom-resource-storage-useast1$/,
    );
  });

  test("without a function behind its token", async () => {
    await user.create("nobody", {
      Resources: {
        Thing: {
          Type: "AWS::CloudFormation::CustomResource",
          Properties: { ServiceToken: "arn:aws:lambda:us-east-1:000000000000:function:nobody" },
        },
      },
    });

    expect((await user.eventsOf("nobody")).find((event) => event.includes("Thing CREATE_FAILED"))).toMatch(
      /^Thing CREATE_FAILED Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody.* \(Service: Lambda, Status Code: 404, Request ID: [0-9a-f-]{36}\)$/,
    );
  });

  test("masks what it answers with NoEcho where events show properties", async () => {
    const secret = { Secret: { "Fn::GetAtt": ["Thing", "Password"] } };
    await user.create(
      "masked",
      template(
        { AnswerCreate: answer({ NoEcho: true, Data: { Password: "hunter2" } }) },
        { P: parameter({ Value: secret.Secret, Name: "/masked/p" }) },
      ),
      CAPABILITIES,
    );

    expect(await user.valueOf("/masked/p")).toBe("hunter2");
    const shown = (await user.propertiesOf("masked", "P")).map(({ Value }) => Value);
    expect(new Set(shown)).toEqual(new Set(["****"]));
    await user.destroy("masked");
  });

  test("is answered by cfn-response in code that stands in the template", async () => {
    const base = template({});
    const code = `const response = require("cfn-response");
      exports.handler = (event, context) => response.send(event, context, response.SUCCESS, { Said: event.RequestType });`;
    const { Function: fn } = base.Resources;
    await user.create(
      "module",
      {
        Resources: {
          ...base.Resources,
          Function: { ...fn, Properties: { ...fn.Properties, Code: { ZipFile: code } } },
        },
        Outputs: { Said: { Value: { "Fn::GetAtt": ["Thing", "Said"] } } },
      },
      CAPABILITIES,
    );

    expect((await user.describeOne("module")).Outputs![0]!.OutputValue).toBe("Create");
    await user.destroy("module");
    await expect(user.describeOne("module")).rejects.toThrow("does not exist");
  });
});

test("a ResponseURL that was not signed by the sandbox is refused", async () => {
  const { get } = await import("node:http");
  const status = await new Promise((resolve) => {
    get(
      `${sandbox.endpoint}/arn%7CThing%7C1?X-Amz-Signature=00`,
      { method: "PUT", headers: { host: "cloudformation-custom-resource-response-useast1.s3.amazonaws.com" } },
      (response) => resolve(response.resume().statusCode),
    );
  });

  expect(status).toBe(403);
});
