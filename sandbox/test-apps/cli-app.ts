/** The app of cdk-cli.test.ts: a function whose code lies in the folder `handler` of the working directory. */
import { join } from "node:path";
import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { StringParameter } from "aws-cdk-lib/aws-ssm";

const app = new App();
const stack = new Stack(app, "CliApp", { env: { account: "000000000000", region: "us-east-1" } });
const handler = new LambdaFunction(stack, "Handler", {
  runtime: Runtime.NODEJS_22_X,
  handler: "index.handler",
  code: Code.fromAsset(join(process.cwd(), "handler")),
});
new StringParameter(stack, "Parameter", { stringValue: process.env["PARAMETER_VALUE"] ?? "first" });
new CfnOutput(stack, "Name", { value: handler.functionName });
