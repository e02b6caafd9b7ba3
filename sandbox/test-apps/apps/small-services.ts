/** Parameter Store, logs, container registries: the services that the others need. */
import { deepEqual, equal } from "node:assert/strict";
import * as ecr from "aws-cdk-lib/aws-ecr";
import * as iam from "aws-cdk-lib/aws-iam";
import * as logs from "aws-cdk-lib/aws-logs";
import * as ssm from "aws-cdk-lib/aws-ssm";
import { CloudWatchLogsClient, DescribeLogGroupsCommand, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeRepositoriesCommand, ECRClient } from "@aws-sdk/client-ecr";
import type { TestApps } from "../test-app.ts";
import { CALLER, DESTROY, inline, output } from "./shorthand.ts";

export const smallServiceApps: TestApps = {
  parameters: {
    build(stack, version) {
      const first = new ssm.StringParameter(stack, "First", { stringValue: `v${version}` });
      const list = new ssm.StringListParameter(stack, "List", { stringListValue: ["a", first.stringValue] });
      const reader = inline(stack, "Reader", CALLER);
      const writer = inline(stack, "Writer", CALLER);
      list.grantRead(reader);
      first.grantWrite(writer);
      output(stack, "First", first.parameterName);
      output(stack, "List", list.parameterName);
      output(stack, "Reader", reader.functionName);
      output(stack, "Writer", writer.functionName);
    },
    async behaves({ output, through, parameter, denied }, version) {
      const { Parameter } = await through(output("Reader"), "ssm", "GetParameter", { Name: output("List") });
      equal(Parameter.Value, `a,v${version}`);
      await denied(through(output("Reader"), "ssm", "GetParameter", { Name: output("First") }));
      const put = { Name: output("First"), Value: "written", Overwrite: true };
      await through(output("Writer"), "ssm", "PutParameter", put);
      equal(await parameter(output("First")), "written");
    },
  },

  logs: {
    build(stack, version) {
      const group = new logs.LogGroup(stack, "Group", {
        retention: version > 1 ? logs.RetentionDays.ONE_WEEK : logs.RetentionDays.ONE_DAY,
        ...DESTROY,
      });
      const stream = new logs.LogStream(stack, "Stream", { logGroup: group, ...DESTROY });
      // Without the managed policy, which allows to write into every group.
      const role = new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com") });
      const fn = inline(stack, "Function", CALLER, { role });
      group.grantWrite(fn);
      group.grantRead(fn);
      output(stack, "Function", fn.functionName);
      output(stack, "Group", group.logGroupName);
      output(stack, "Stream", stream.logStreamName);
    },
    async behaves({ output, through, client }, version) {
      const at = { logGroupName: output("Group"), logStreamName: output("Stream") };
      const logEvents = [{ timestamp: Date.now(), message: `v${version}` }];
      await through(output("Function"), "cloudwatch-logs", "PutLogEvents", { ...at, logEvents });
      const { events } = await through(output("Function"), "cloudwatch-logs", "FilterLogEvents", {
        logGroupName: at.logGroupName,
      });
      equal(events.length, version);
      const { events: read } = await client(CloudWatchLogsClient).send(new GetLogEventsCommand(at));
      equal(read!.at(-1)!.message, `v${version}`);
      const describe = new DescribeLogGroupsCommand({ logGroupNamePrefix: at.logGroupName });
      equal((await client(CloudWatchLogsClient).send(describe)).logGroups![0]!.retentionInDays, version > 1 ? 7 : 1);
    },
  },

  repository: {
    build(stack, version) {
      const { repositoryName } = new ecr.Repository(stack, "Repository", {
        imageScanOnPush: version > 1,
        ...DESTROY,
      });
      output(stack, "Name", repositoryName);
    },
    async behaves({ output, client }, version) {
      const describe = new DescribeRepositoriesCommand({ repositoryNames: [output("Name")] });
      const { repositories } = await client(ECRClient).send(describe);
      deepEqual(
        repositories!.map(({ imageScanningConfiguration }) => imageScanningConfiguration?.scanOnPush),
        [version > 1],
      );
    },
  },
};
