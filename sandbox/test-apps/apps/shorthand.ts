import { CfnOutput, Duration, RemovalPolicy, type Stack } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";

export const DESTROY = { removalPolicy: RemovalPolicy.DESTROY };

/** A function with its code in the template. */
export const inline = (stack: Stack, id: string, code: string, more: Partial<lambda.FunctionProps> = {}) =>
  new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    // Not the default of 3 s: machines may be slow, and no app is about time.
    timeout: Duration.seconds(60),
    code: lambda.Code.fromInline(code),
    ...more,
  });

/** Answers with its version and the event. */
export const echo = (version: number) => `exports.handler = async (event) => ({ version: ${version}, event });`;

/** A web handler that answers with its version. */
export const hello = (version: number) =>
  `exports.handler = async () => ({ statusCode: 200, body: JSON.stringify({ version: ${version} }) });`;

/** Makes the SDK call that its event names, see World.through. */
export const CALLER = `exports.handler = async ({ client, command, input }) => {
  const sdk = require("@aws-sdk/client-" + client);
  const Client = Object.entries(sdk).find(([name]) => /^[A-Z]\\w+Client$/.test(name))[1];
  const { $metadata, Body, ...output } = await new Client({ maxAttempts: 1 }).send(new sdk[command + "Command"](input));
  return Body ? { ...output, Body: await Body.transformToString() } : output;
};`;

/** See World.output. A construct may have the same name. */
export const output = (stack: Stack, name: string, value: string) => new CfnOutput(stack, `${name}Output`, { value });

export const table = (stack: Stack, id = "Table", more: Partial<dynamodb.TableProps> = {}) =>
  new dynamodb.Table(stack, id, {
    partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    ...DESTROY,
    ...more,
  });

export const allow = (actions: string[], resources: string[]) => new iam.PolicyStatement({ actions, resources });

/** A user with keys, which are outputs of the stack. */
export function userWithKeys(stack: Stack, id = "User"): iam.User {
  const user = new iam.User(stack, id);
  const key = new iam.CfnAccessKey(stack, `${id}Key`, { userName: user.userName });
  output(stack, `${id}AccessKeyId`, key.ref);
  output(stack, `${id}SecretAccessKey`, key.attrSecretAccessKey);
  return user;
}

/** The keys of `userWithKeys`. */
export const keysOf = (world: { output(name: string): string }, id = "User") => ({
  accessKeyId: world.output(`${id}AccessKeyId`),
  secretAccessKey: world.output(`${id}SecretAccessKey`),
});
