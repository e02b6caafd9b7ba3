import assert from "node:assert/strict";
import { request, type IncomingHttpHeaders } from "node:http";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { TestSandbox } from "../src/testing.ts";
import { signedHeaders, type Keys } from "./signed-request.ts";

type ClientOptions = ReturnType<TestSandbox["client"]>;

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  json: any; // oxlint-disable-line no-explicit-any -- what a deployed app answers, looked at by its test
}

interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Signs the request, for execute-api or lambda by the host. */
  keys?: Keys;
}

/** What the behaviour of an app is looked at with: the SDK, HTTP, and the outputs of the stack. */
export interface World {
  sandbox: TestSandbox;
  /** An output of the stack. */
  output(name: string): string;
  /** An SDK client of the administrator, or of others. */
  client<Client>(Client: new (options: ClientOptions) => Client, as?: Parameters<TestSandbox["client"]>[0]): Client;
  /** What a function returns; an error when it fails. */
  invoke(functionName: string, payload?: object): Promise<any>; // oxlint-disable-line no-explicit-any -- the app's own
  /** Makes an SDK call inside a function whose code is CALLER, with the permissions of its role. */
  through(functionName: string, client: string, command: string, input?: object): Promise<any>; // oxlint-disable-line no-explicit-any -- the command's output
  http(url: string, call?: Call): Promise<Answer>;
  parameter(name: string): Promise<string | undefined>;
  /** The text of an object; undefined when there is none. */
  read(bucket: string, key: string): Promise<string | undefined>;
  write(bucket: string, key: string, text: string): Promise<unknown>;
  /** Repeats what fails until it does not. */
  eventually<T>(attempt: () => Promise<T> | T): Promise<T>;
  /** The call is refused as not allowed. */
  denied(call: Promise<unknown>): Promise<void>;
  /** Moves the clock over all timers that are due within `ms`. */
  pass(ms: number): Promise<void>;
}

/** `eventually` gives up when `isHopeless` says so. */
export function createWorld(
  sandbox: TestSandbox,
  outputs: Record<string, string>,
  isHopeless: () => Promise<boolean> = () => Promise.resolve(false),
): World {
  const lambda = new LambdaClient(sandbox.client());
  const s3 = new S3Client(sandbox.client());
  const world: World = {
    sandbox,
    output(name) {
      const value = outputs[`${name}Output`] ?? outputs[name];
      assert(value !== undefined, `the stack has no output ${name}`);
      return value;
    },
    client: (Client, as) => new Client(sandbox.client(as)),
    async invoke(FunctionName, payload = {}) {
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }));
      const text = answer.Payload!.transformToString();
      assert.equal(answer.FunctionError, undefined, text);
      return JSON.parse(text);
    },
    through: (functionName, client, command, input = {}) => world.invoke(functionName, { client, command, input }),
    http: (url, call) => send(sandbox.port, url, call),
    async parameter(Name) {
      const ssm = new SSMClient(sandbox.client());
      return (await ssm.send(new GetParameterCommand({ Name }))).Parameter!.Value;
    },
    async read(Bucket, Key) {
      try {
        return await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString();
      } catch (error) {
        if ((error as Error).name === "NoSuchKey") return undefined;
        throw error;
      }
    },
    write: (Bucket, Key, Body) => s3.send(new PutObjectCommand({ Bucket, Key, Body })),
    async eventually(attempt) {
      const deadline = performance.now() + 60_000;
      for (;;) {
        try {
          return await attempt();
        } catch (error) {
          if (performance.now() > deadline || (await isHopeless())) throw error;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    },
    async denied(call) {
      await assert.rejects(call, /AccessDenied|not authorized|Forbidden/);
    },
    async pass(ms) {
      for (let left = ms; ;) {
        const { state, jumpedMs } = (await (await sandbox.control(`jump?within=${left}`)).json()) as {
          state: string;
          jumpedMs: number;
        };
        left -= jumpedMs;
        if (state === "quiet") return;
      }
    },
  };
  return world;
}

/** A request to the host of a data plane, which the sandbox tells by its name. */
function send(port: number, url: string, { method = "GET", headers = {}, body, keys }: Call = {}): Promise<Answer> {
  const { host, pathname, search } = new URL(url);
  const signed = keys ? signedHeaders({ method, host, pathname, search, body: body ?? "" }, keys) : {};
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: "127.0.0.1", port, path: pathname + search, method, headers: { Host: host, ...headers, ...signed } },
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
