import { deepEqual, equal } from "node:assert/strict";
import { CustomResource, Duration } from "aws-cdk-lib";
import * as logs from "aws-cdk-lib/aws-logs";
import * as ssm from "aws-cdk-lib/aws-ssm";
import * as custom from "aws-cdk-lib/custom-resources";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { TestApps } from "../test-app.ts";
import { allow, DESTROY, inline, output } from "./shorthand.ts";

/** Why the framework need not be allowed lambda:GetFunction here. */
const ASKS_ABOUT_INACTIVE = "the framework asks for the state of a handler only after it was found inactive";

/** A handler that answers at the ResponseURL by itself. */
const RESPOND = `const https = require("https");
const { SSMClient, PutParameterCommand, DeleteParameterCommand } = require("@aws-sdk/client-ssm");
exports.handler = async (event) => {
  const ssm = new SSMClient({ maxAttempts: 1 });
  const Name = event.ResourceProperties.Name;
  let Status = "SUCCESS", Reason = "";
  try {
    if (event.RequestType === "Delete") await ssm.send(new DeleteParameterCommand({ Name })).catch((error) => {
      if (error.name !== "ParameterNotFound") throw error;
    });
    else await ssm.send(new PutParameterCommand({ Name, Value: event.RequestType, Type: "String", Overwrite: true }));
  } catch (error) { Status = "FAILED"; Reason = error.message; }
  const { StackId, RequestId, LogicalResourceId } = event;
  const body = JSON.stringify({ Status, Reason, StackId, RequestId, LogicalResourceId, PhysicalResourceId: Name, Data: { Name } });
  await new Promise((resolve, reject) => {
    const request = https.request(event.ResponseURL, { method: "PUT", headers: { "content-type": "", "content-length": body.length } }, resolve);
    request.on("error", reject);
    request.end(body);
  });
};`;

export const customResourceApps: TestApps = {
  "custom-resource": {
    build(stack, version) {
      const handler = inline(stack, "Handler", RESPOND);
      handler.addToRolePolicy(allow(["ssm:PutParameter"], ["arn:aws:ssm:*:*:parameter/test-apps/*"]));
      handler.addToRolePolicy(allow(["ssm:DeleteParameter"], ["arn:aws:ssm:*:*:parameter/test-apps/own-*"]));
      const thing = new CustomResource(stack, "Thing", {
        serviceToken: handler.functionArn,
        properties: { Name: `/test-apps/own-${version}` },
      });
      thing.node.addDependency(handler.role!);
      output(stack, "Name", thing.getAttString("Name"));
    },
    async behaves({ output, client }, version) {
      equal(output("Name"), `/test-apps/own-${version}`);
      const list = new GetParametersByPathCommand({ Path: "/test-apps" });
      const { Parameters } = await client(SSMClient).send(list);
      deepEqual(
        Parameters!.map(({ Name, Value }) => [Name, Value]),
        [[`/test-apps/own-${version}`, version > 1 ? "Update" : "Create"]],
      );
    },
  },

  "log-retention": {
    build(stack, version) {
      const retention = version > 1 ? logs.RetentionDays.ONE_WEEK : logs.RetentionDays.ONE_DAY;
      new logs.LogRetention(stack, "Retention", { logGroupName: "/test-apps/retained", retention, ...DESTROY });
    },
    async behaves({ client }, version) {
      const describe = new DescribeLogGroupsCommand({ logGroupNamePrefix: "/test-apps/" });
      const { logGroups } = await client(CloudWatchLogsClient).send(describe);
      deepEqual(
        logGroups!.map(({ retentionInDays }) => retentionInDays),
        [version > 1 ? 7 : 1],
      );
    },
  },

  "aws-custom-resource": {
    build(stack, version) {
      const put = (Value: string): custom.AwsSdkCall => ({
        service: "SSM",
        action: "PutParameter",
        parameters: { Name: "/test-apps/sdk-call", Value, Type: "String", Overwrite: true },
        physicalResourceId: custom.PhysicalResourceId.of("call"),
      });
      new custom.AwsCustomResource(stack, "Call", {
        onUpdate: put(`v${version}`),
        onDelete: { service: "SSM", action: "DeleteParameter", parameters: { Name: "/test-apps/sdk-call" } },
        policy: custom.AwsCustomResourcePolicy.fromSdkCalls({
          resources: custom.AwsCustomResourcePolicy.ANY_RESOURCE,
        }),
      });
    },
    async behaves({ parameter }, version) {
      equal(await parameter("/test-apps/sdk-call"), `v${version}`);
    },
  },

  "provider-framework": {
    build(stack, version) {
      const onEventHandler = inline(
        stack,
        "OnEvent",
        `exports.handler = async (event) => ({
           PhysicalResourceId: "thing-" + event.ResourceProperties.Version,
           Data: { Said: event.RequestType + " " + event.ResourceProperties.Version },
         });`,
      );
      const provider = new custom.Provider(stack, "Provider", { onEventHandler });
      const thing = new CustomResource(stack, "Thing", {
        serviceToken: provider.serviceToken,
        resourceType: "Custom::Thing",
        properties: { Version: version },
      });
      output(stack, "Said", thing.getAttString("Said"));
    },
    async behaves({ output }, version) {
      equal(output("Said"), version > 1 ? "Update 2" : "Create 1");
    },
    superfluous: {
      "Provider/framework-onEvent/ServiceRole/DefaultPolicy#1": ASKS_ABOUT_INACTIVE,
    },
  },

  "provider-framework-waiting": {
    build(stack, version) {
      const counter = new ssm.StringParameter(stack, "Counter", { stringValue: "0" });
      const environment = { COUNTER: counter.parameterName };
      const onEventHandler = inline(
        stack,
        "OnEvent",
        `exports.handler = async ({ ResourceProperties: { Version } }) => ({ PhysicalResourceId: "thing-" + Version });`,
      );
      const isCompleteHandler = inline(
        stack,
        "IsComplete",
        `const { SSMClient, GetParameterCommand, PutParameterCommand } = require("@aws-sdk/client-ssm");
         const ssm = new SSMClient({ maxAttempts: 1 });
         exports.handler = async ({ RequestType }) => {
           const Name = process.env.COUNTER;
           const count = Number((await ssm.send(new GetParameterCommand({ Name }))).Parameter.Value) + 1;
           await ssm.send(new PutParameterCommand({ Name, Value: String(count), Overwrite: true }));
           return count % 3 ? { IsComplete: false } : { IsComplete: true, Data: { Count: count, RequestType } };
         };`,
        { environment },
      );
      counter.grantRead(isCompleteHandler);
      counter.grantWrite(isCompleteHandler);
      const provider = new custom.Provider(stack, "Provider", {
        onEventHandler,
        isCompleteHandler,
        queryInterval: Duration.minutes(1),
        totalTimeout: Duration.hours(1),
      });
      const thing = new CustomResource(stack, "Thing", {
        serviceToken: provider.serviceToken,
        properties: { Version: version },
      });
      output(stack, "Said", `${thing.getAttString("RequestType")} ${thing.getAttString("Count")}`);
    },
    async behaves({ output }, version) {
      equal(output("Said"), version > 1 ? "Update 6" : "Create 3");
    },
    superfluous: {
      "Provider/framework-onEvent/ServiceRole/DefaultPolicy#1": ASKS_ABOUT_INACTIVE,
      "Provider/framework-isComplete/ServiceRole/DefaultPolicy#1": ASKS_ABOUT_INACTIVE,
      "Provider/framework-onTimeout/ServiceRole/DefaultPolicy#1": ASKS_ABOUT_INACTIVE,
      "Provider/framework-onTimeout/ServiceRole/DefaultPolicy#0":
        "needed when the time has run out, which fails a deployment",
    },
  },
};
