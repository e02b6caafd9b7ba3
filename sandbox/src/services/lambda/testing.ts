import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  type CreateFunctionCommandInput,
  type InvokeCommandInput,
} from "@aws-sdk/client-lambda";
import type { Hop } from "../../core/hops.ts";
import type { TestSandbox } from "../../testing.ts";
import { createZip } from "./zip.ts";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

let counter = 0;

/** What the tests of functions share: roles, functions, invocations. */
export function functionsOf(sandbox: TestSandbox) {
  const lambda = new LambdaClient(sandbox.client());
  const iam = new IAMClient(sandbox.client());

  return {
    lambda,

    async role(...actions: string[]): Promise<string> {
      const RoleName = `role-${++counter}`;
      const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
      const policy = {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["logs:*", ...actions], Resource: "*" }],
      };
      const PolicyDocument = JSON.stringify(policy);
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));
      return Role!.Arn!;
    },

    /** A function whose index.js is `code`. */
    async create(code: string, Role: string, more: Partial<CreateFunctionCommandInput> = {}): Promise<string> {
      const FunctionName = `fn-${++counter}`;
      await lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Runtime: "nodejs24.x",
          Handler: "index.handler",
          Role,
          Code: { ZipFile: createZip({ "index.js": code }) },
          ...more,
        }),
      );
      return FunctionName;
    },

    async invoke(FunctionName: string, event: unknown = {}, more: Partial<InvokeCommandInput> = {}) {
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event), ...more }));
      const text = answer.Payload?.transformToString();
      return { ...answer, payload: text ? JSON.parse(text) : undefined };
    },

    async hops(): Promise<Hop[]> {
      const response = await fetch(`${sandbox.endpoint}/_sandbox/events?follow=false`, {
        headers: { authorization: `Bearer ${sandbox.token}` },
      });
      return [...(await response.text()).matchAll(/^data: (.*)$/gm)].map(([, hop]) => JSON.parse(hop!) as Hop);
    },

    /** Moves the clock to the next timer within a day; what it answers says whether there was one. */
    async jump(): Promise<string> {
      const response = await sandbox.control(`jump?within=${2 * 86_400_000}`);
      return ((await response.json()) as { state: string }).state;
    },
  };
}
