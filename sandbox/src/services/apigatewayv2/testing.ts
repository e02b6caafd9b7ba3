import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  type CreateIntegrationCommandInput,
  type CreateRouteCommandInput,
  type CreateStageCommandInput,
} from "@aws-sdk/client-apigatewayv2";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Hop } from "../../core/hops.ts";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { createZip } from "../lambda/zip.ts";

/** Answers what the request says in x-answer (JSON), else the event itself as the body. */
export const ECHO = `exports.handler = async (event) => {
  const wish = event.headers["x-answer"];
  if (wish) return JSON.parse(wish);
  if (event.headers["x-throw"]) throw new Error("asked for");
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(event) };
}`;

const ROLE = "arn:aws:iam::000000000000:role/r";

interface Setup {
  routes?: string[];
  route?: Partial<CreateRouteCommandInput>;
  uri?: string;
  stage?: string | null;
  stageSettings?: Partial<CreateStageCommandInput>;
  version?: "1.0" | "2.0";
  integration?: Partial<CreateIntegrationCommandInput>;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  json: any; // oxlint-disable-line no-explicit-any -- what the API answers, looked at by the tests
}

interface Call {
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

export interface HttpApis {
  sandbox: TestSandbox;
  gateway: ApiGatewayV2Client;
  createFunction(code: string, permission?: boolean): Promise<string>;
  /** One integration, of the echo function unless `uri` or `integration` say otherwise, behind all routes. */
  createApi(setup?: Setup): Promise<{ ApiId: string; IntegrationId: string }>;
  call(apiId: string, path: string, options?: Call): Promise<Answer>;
  hops(): Promise<Hop[]>;
}

/** A sandbox with an echo function and what makes APIs in it. */
export async function startHttpApis(): Promise<HttpApis> {
  const sandbox = await startTestSandbox();
  const gateway = new ApiGatewayV2Client(sandbox.client());
  const lambda = new LambdaClient(sandbox.client());
  let counter = 0;
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  await new IAMClient(sandbox.client()).send(
    new CreateRoleCommand({ RoleName: "r", AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );

  async function createFunction(code: string, permission = true): Promise<string> {
    const FunctionName = `fn-${++counter}`;
    const { FunctionArn } = await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: "nodejs24.x",
        Handler: "index.handler",
        Role: ROLE,
        Code: { ZipFile: createZip({ "index.js": code }) },
      }),
    );
    if (permission)
      await lambda.send(
        new AddPermissionCommand({
          FunctionName,
          StatementId: "api",
          Action: "lambda:InvokeFunction",
          Principal: "apigateway.amazonaws.com",
          SourceArn: "arn:aws:execute-api:us-east-1:000000000000:*/*/*",
        }),
      );
    return FunctionArn!;
  }

  const echo = await createFunction(ECHO);

  async function createApi({
    routes = ["$default"],
    route,
    uri = echo,
    stage = "$default",
    stageSettings,
    version = "2.0",
    integration,
  }: Setup = {}) {
    const { ApiId } = await gateway.send(new CreateApiCommand({ Name: `api-${++counter}`, ProtocolType: "HTTP" }));
    const { IntegrationId } = await gateway.send(
      new CreateIntegrationCommand({
        ApiId,
        IntegrationType: "AWS_PROXY",
        IntegrationUri: uri,
        PayloadFormatVersion: version,
        ...integration,
      }),
    );
    for (const RouteKey of routes)
      await gateway.send(
        new CreateRouteCommand({ ApiId, RouteKey, Target: `integrations/${IntegrationId}`, ...route }),
      );
    if (stage)
      await gateway.send(new CreateStageCommand({ ApiId, StageName: stage, AutoDeploy: true, ...stageSettings }));
    return { ApiId: ApiId!, IntegrationId: IntegrationId! };
  }

  function call(apiId: string, path: string, { method = "GET", headers = {}, body }: Call = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const host = `${apiId}.execute-api.us-east-1.amazonaws.com`;
      const outgoing = httpRequest(
        { host: "127.0.0.1", port: sandbox.port, path, method, headers: { host, ...headers } },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
          incoming.on("end", () => {
            const text = Buffer.concat(chunks).toString();
            resolve({ status: incoming.statusCode!, headers: incoming.headers, body: text, json: parsed(text) });
          });
        },
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  async function hops(): Promise<Hop[]> {
    const response = await fetch(`${sandbox.endpoint}/_sandbox/events?follow=false`, {
      headers: { authorization: `Bearer ${sandbox.token}` },
    });
    return [...(await response.text()).matchAll(/^data: (.*)$/gm)].map(([, hop]) => JSON.parse(hop!) as Hop);
  }

  return { sandbox, gateway, createFunction, createApi, call, hops };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
