/** Functions: code, configuration, versions, aliases, concurrency, layers. */
import { deepEqual, equal } from "node:assert/strict";
import { join } from "node:path";
import { Duration, RemovalPolicy, Size } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import {
  GetFunctionConfigurationCommand,
  GetLayerVersionByArnCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { TestApps } from "../test-app.ts";
import { CALLER, DESTROY, echo, inline, output } from "./shorthand.ts";

export const lambdaApps: TestApps = {
  function: {
    build(stack, version) {
      const fn = inline(stack, "Function", echo(version), {
        memorySize: 128 * version,
        timeout: Duration.seconds(version + 3),
        environment: { VERSION: String(version) },
        architecture: lambda.Architecture.ARM_64,
      });
      output(stack, "Name", fn.functionName);
    },
    async behaves({ output, invoke, client }, version) {
      deepEqual(await invoke(output("Name"), { a: 1 }), { version, event: { a: 1 } });
      const { MemorySize, Timeout, Environment } = await client(LambdaClient).send(
        new GetFunctionConfigurationCommand({ FunctionName: output("Name") }),
      );
      deepEqual([MemorySize, Timeout, Environment?.Variables], [128 * version, version + 3, { VERSION: `${version}` }]);
    },
  },

  "function-replaced": {
    build(stack, version) {
      const fn = inline(stack, "Function", echo(version), { functionName: `test-apps-named-${version}` });
      output(stack, "Name", fn.functionName);
    },
    async behaves({ output, invoke, client }, version) {
      deepEqual(await invoke(output("Name")), { version, event: {} });
      if (version === 1) return;
      const old = new GetFunctionConfigurationCommand({ FunctionName: "test-apps-named-1" });
      equal(
        await client(LambdaClient)
          .send(old)
          .catch(({ name }: Error) => name),
        "ResourceNotFoundException",
      );
    },
  },

  "versions-and-aliases": {
    build(stack, version) {
      const target = inline(stack, "Target", echo(version));
      const live = target.addAlias("live");
      const caller = inline(stack, "Caller", CALLER);
      live.grantInvoke(caller);
      output(stack, "Alias", live.functionArn);
      output(stack, "Caller", caller.functionName);
    },
    async behaves({ output, through }, version) {
      const { Payload, ExecutedVersion } = await through(output("Caller"), "lambda", "Invoke", {
        FunctionName: output("Alias"),
      });
      deepEqual(JSON.parse(Buffer.from(Object.values(Payload as Record<string, number>)).toString()).version, version);
      equal(ExecutedVersion, String(version));
    },
  },

  "weighted-alias": {
    build(stack, version) {
      const fn = inline(stack, "Function", echo(version), {
        // The alias needs the old version, too.
        currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      });
      new lambda.CfnAlias(stack, "Alias", {
        name: "canary",
        functionName: fn.functionName,
        functionVersion: version > 1 ? "1" : fn.currentVersion.version,
        ...(version > 1
          ? {
              routingConfig: {
                additionalVersionWeights: [{ functionVersion: fn.currentVersion.version, functionWeight: 0.5 }],
              },
            }
          : {}),
      });
      output(stack, "Name", `${fn.functionName}:canary`);
    },
    async behaves({ output, invoke, eventually }, version) {
      for (const wanted of version > 1 ? [1, 2] : [1])
        await eventually(async () => equal((await invoke(output("Name"))).version, wanted));
    },
  },

  "provisioned-concurrency": {
    build(stack, version) {
      const fn = inline(stack, "Function", `exports.handler = async () => process.env.AWS_LAMBDA_INITIALIZATION_TYPE;`);
      fn.addAlias("live", { provisionedConcurrentExecutions: version });
      output(stack, "Name", fn.functionName);
    },
    async behaves({ output, invoke, client, eventually }, version) {
      await eventually(async () => {
        const { Status, RequestedProvisionedConcurrentExecutions } = await client(LambdaClient).send(
          new GetProvisionedConcurrencyConfigCommand({ FunctionName: output("Name"), Qualifier: "live" }),
        );
        deepEqual([Status, RequestedProvisionedConcurrentExecutions], ["READY", version]);
      });
      equal(await invoke(`${output("Name")}:live`), "provisioned-concurrency");
    },
  },

  "reserved-concurrency": {
    build(stack, version) {
      const fn = inline(stack, "Function", echo(version), { reservedConcurrentExecutions: version - 1 });
      output(stack, "Name", fn.functionName);
    },
    async behaves({ output, client }, version) {
      const invocation = client(LambdaClient).send(new InvokeCommand({ FunctionName: output("Name") }));
      const result = await invocation.then(
        ({ StatusCode }) => StatusCode,
        ({ name }: Error) => name,
      );
      equal(result, version === 1 ? "TooManyRequestsException" : 200);
    },
  },

  layer: {
    build(stack, version) {
      const layer = new lambda.LayerVersion(stack, "Layer", {
        code: lambda.Code.fromAsset(join(import.meta.dirname, "../layer")),
        description: `v${version}`,
        ...DESTROY,
      });
      layer.addPermission("Others", { accountId: "111111111111" });
      const code = `exports.handler = async () => require("greeting")();`;
      output(stack, "Name", inline(stack, "Function", code, { layers: [layer] }).functionName);
      output(stack, "Layer", layer.layerVersionArn);
    },
    async behaves({ output, invoke, client }, version) {
      equal(await invoke(output("Name")), "hello from the layer");
      const get = new GetLayerVersionByArnCommand({ Arn: output("Layer") });
      equal((await client(LambdaClient, { account: "111111111111" }).send(get)).Description, `v${version}`);
    },
  },

  "account-permission": {
    build(stack, version) {
      const fn = inline(stack, "Function", echo(version));
      fn.addPermission("Others", { principal: new iam.AccountPrincipal("111111111111") });
      output(stack, "Arn", fn.functionArn);
    },
    async behaves({ output, client, denied }) {
      const invoke = new InvokeCommand({ FunctionName: output("Arn") });
      equal((await client(LambdaClient, { account: "111111111111" }).send(invoke)).StatusCode, 200);
      await denied(client(LambdaClient, { account: "222222222222" }).send(invoke));
    },
  },

  "json-logs": {
    build(stack, version) {
      const logGroup = new logs.LogGroup(stack, "Group", DESTROY);
      const fn = inline(stack, "Function", `exports.handler = async () => console.info("said", ${version});`, {
        loggingFormat: lambda.LoggingFormat.JSON,
        applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
        logGroup,
        ephemeralStorageSize: Size.mebibytes(512 * version),
      });
      output(stack, "Name", fn.functionName);
      output(stack, "Group", logGroup.logGroupName);
    },
    async behaves({ output, invoke, client, eventually }, version) {
      await invoke(output("Name"));
      const filter = new FilterLogEventsCommand({
        logGroupName: output("Group"),
        filterPattern: '{ $.level = "INFO" }',
      });
      await eventually(async () => {
        const { events } = await client(CloudWatchLogsClient).send(filter);
        equal(JSON.parse(events!.at(-1)!.message!).message, `said ${version}`);
      });
    },
  },
};
