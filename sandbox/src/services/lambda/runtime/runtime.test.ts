import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Clock } from "../../../core/clock.ts";
import type { Deployment } from "./deployment.ts";
import { Pool, type Invocation } from "./pool.ts";

const tempDir = mkdtempSync(join(tmpdir(), "lambda-runtime-test-"));
const clock = new Clock();
let pool: Pool;
let counter = 0;

beforeAll(() => {
  pool = new Pool({ clock, endpoint: "http://127.0.0.1:1", tempDir });
});
afterAll(async () => {
  await pool.stop();
  rmSync(tempDir, { recursive: true, force: true });
});

function deploy(files: Record<string, string> | string, options: Partial<Deployment> = {}): Deployment {
  const codeDir = join(tempDir, `code-${++counter}`);
  const all = typeof files === "string" ? { "index.js": files } : files;
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(codeDir, name)), { recursive: true });
    writeFileSync(join(codeDir, name), text);
  }
  return {
    functionName: `f${counter}`,
    version: "$LATEST",
    account: "000000000000",
    region: "us-east-1",
    runtime: "nodejs24.x",
    handler: "index.handler",
    codeDir,
    memorySize: 128,
    ephemeralStorage: 512,
    timeoutSeconds: 3,
    variables: {},
    logging: { group: "/aws/lambda/f", format: "Text", applicationLevel: "INFO", systemLevel: "INFO" },
    ...options,
  };
}

const credentials = () =>
  Promise.resolve({
    accessKeyId: "ASIAX",
    secretAccessKey: "s",
    sessionToken: "t",
    expiresAt: clock.now() + 3_600_000,
  });

function invoke(
  deployment: Deployment,
  event: unknown = {},
  more: { clientContext?: string } = {},
): Promise<Invocation> {
  const request = {
    requestId: `r-${++counter}`,
    event: JSON.stringify(event),
    invokedFunctionArn: "arn:f",
    traceHeader: "Root=1-0-0",
    ...more,
  };
  return pool.invoke(deployment, request, credentials);
}

// oxlint-disable-next-line no-explicit-any -- what the function answers, looked at by the tests
async function payload(deployment: Deployment, event?: unknown): Promise<any> {
  const { result } = await invoke(deployment, event);
  return result.status === "success" ? JSON.parse(result.payload) : result;
}

describe("handlers", () => {
  const cases: [string, Record<string, string>, Partial<Deployment>?][] = [
    ["CommonJS", { "index.js": "exports.handler = async (event) => event" }],
    [".mjs", { "index.mjs": "export const handler = async (event) => event" }],
    [".cjs", { "index.cjs": "exports.handler = async (event) => event" }],
    [
      "type: module",
      { "package.json": '{"type":"module"}', "index.js": "await null; export const handler = (event) => event" },
    ],
    [
      "a folder and a nested export",
      { "src/app.js": "exports.api = { run: async (event) => event }" },
      { handler: "src/app.api.run" },
    ],
    [
      "a callback, before Node.js 24",
      { "index.js": "exports.handler = (event, context, callback) => { callback(null, event) }" },
      { runtime: "nodejs20.x" },
    ],
    [
      "context.succeed, before Node.js 24",
      { "index.js": "exports.handler = (event, context) => { context.succeed(event) }" },
      { runtime: "nodejs18.x" },
    ],
  ];
  test.each(cases)("%s", async (_, files, options) => {
    const deployment = deploy(files, options);

    expect(await payload(deployment, { n: 1 })).toEqual({ n: 1 });
    expect(await payload(deployment, { n: 2 })).toEqual({ n: 2 });
  });

  test("a callback's result waits for the empty event loop unless told otherwise", async () => {
    const code = (waits: boolean) =>
      `exports.handler = (event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = ${waits};
        const result = { seen: false };
        setTimeout(() => { result.seen = true }, 30);
        callback(null, result);
      }`;

    expect(await payload(deploy(code(true), { runtime: "nodejs22.x" }))).toEqual({ seen: true });
    expect(await payload(deploy(code(false), { runtime: "nodejs22.x" }))).toEqual({ seen: false });
  });

  test("a handler that gives no result answers null", async () => {
    expect(await payload(deploy("exports.handler = () => {}", { runtime: "nodejs22.x" }))).toBeNull();
    expect(await payload(deploy("exports.handler = async () => {}"))).toBeNull();
  });
});

describe("surroundings", () => {
  test("the context object and the environment are AWS's, and nothing of the parent's leaks", async () => {
    process.env.LAMBDA_RUNTIME_TEST_SECRET = "secret";
    const deployment = deploy(
      `exports.handler = async (event, context) => ({ context: { ...context }, left: context.getRemainingTimeInMillis(), env: process.env, send: typeof process.send })`,
      { variables: { TABLE: "notes" } },
    );

    const { context, left, env, send } = await payload(deployment);

    expect(context).toMatchObject({
      functionName: deployment.functionName,
      functionVersion: "$LATEST",
      memoryLimitInMB: "128",
      logGroupName: "/aws/lambda/f",
      invokedFunctionArn: "arn:f",
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      awsRequestId: expect.stringMatching(/^r-/),
    });
    expect(left).toBeGreaterThan(2000);
    expect(left).toBeLessThanOrEqual(3000);
    expect(env).toMatchObject({
      _HANDLER: "index.handler",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      AWS_ACCESS_KEY_ID: "ASIAX",
      AWS_REGION: "us-east-1",
      LAMBDA_TASK_ROOT: deployment.codeDir,
      TABLE: "notes",
    });
    expect(env).not.toHaveProperty("LAMBDA_RUNTIME_TEST_SECRET");
    expect(env).not.toHaveProperty("HOME");
    expect(send).toBe("undefined");
  });

  test("Date follows the sandbox's clock", async () => {
    const deployment = deploy(
      "exports.handler = async () => [Date.now(), new Date().getTime(), new Date(0).getTime(), new Date() instanceof Date]",
    );
    clock.offset = 86_400_000;
    try {
      const [now, fresh, epoch, isDate] = await payload(deployment);

      expect(now - Date.now()).toBeGreaterThan(86_000_000);
      expect(fresh - Date.now()).toBeGreaterThan(86_000_000);
      expect(epoch).toBe(0);
      expect(isDate).toBe(true);
    } finally {
      clock.offset = 0;
    }
  });

  test.each([
    [
      "CommonJS",
      {
        "index.js":
          'const { DynamoDBClient } = require("@aws-sdk/client-dynamodb"); exports.handler = async () => typeof DynamoDBClient',
      },
    ],
    [
      "ESM",
      {
        "index.mjs":
          'import { DynamoDBClient } from "@aws-sdk/client-dynamodb"; export const handler = async () => typeof DynamoDBClient',
      },
    ],
  ])("the runtime carries AWS SDK v3: %s", async (_, files) => {
    expect(await payload(deploy(files))).toBe("function");
  });

  test("the runtime carries nothing else", async () => {
    const { error } = await payload(deploy('require("zod")'));

    expect(error).toMatchObject({ errorType: "Runtime.ImportModuleError" });
    expect(error.errorMessage).toContain("Error: Cannot find module 'zod'");
  });

  test("AWS SDK v2 is missed with a reason where AWS had it", async () => {
    const old = await payload(deploy('require("aws-sdk")', { runtime: "nodejs16.x" }));
    const current = await payload(deploy('require("aws-sdk")'));

    expect(old.error.errorMessage).toContain("carried AWS SDK v2");
    expect(current.error.errorMessage).not.toContain("carried AWS SDK v2");
  });

  test("connections to AWS are refused", async () => {
    const { error } = await payload(
      deploy(
        'exports.handler = () => new Promise((_, reject) => require("https").get("https://sqs.us-east-1.amazonaws.com").on("error", reject))',
      ),
    );

    expect(error.errorMessage).toContain("The sandbox's lock refused a connection to sqs.us-east-1.amazonaws.com");
  });
});

describe("failures", () => {
  test("a thrown error has its type, message and trace, and the environment lives on", async () => {
    const deployment = deploy(
      "let n = 0; exports.handler = async () => { if (++n === 1) throw new TypeError('no'); return n }",
    );

    const { error } = await payload(deployment);

    expect(error).toMatchObject({ errorType: "TypeError", errorMessage: "no" });
    expect(error.trace[0]).toBe("TypeError: no");
    expect(await payload(deployment)).toBe(2);
  });

  const cases: [string, string | Record<string, string>, Partial<Deployment>, object][] = [
    [
      "a string is thrown",
      "exports.handler = async () => { throw 'text' }",
      {},
      { errorType: "string", errorMessage: "text", trace: [] },
    ],
    ["init throws", "throw new RangeError('early')", {}, { errorType: "RangeError", errorMessage: "early" }],
    ["syntax error", "exports.handler = (", {}, { errorType: "Runtime.UserCodeSyntaxError" }],
    [
      "no such file",
      "",
      { handler: "other.handler" },
      {
        errorType: "Runtime.ImportModuleError",
        errorMessage: "Error: Cannot find module 'other'\nRequire stack:\n- /var/runtime/index.mjs",
      },
    ],
    [
      "no such export",
      "exports.main = 1",
      {},
      { errorType: "Runtime.HandlerNotFound", errorMessage: "index.handler is undefined or not exported" },
    ],
    [
      "no dot in the handler",
      "",
      { handler: "index" },
      { errorType: "Runtime.MalformedHandlerName", errorMessage: "Bad handler" },
    ],
    [
      "callback on Node.js 24",
      "exports.handler = (event, context, callback) => callback()",
      {},
      { errorType: "Runtime.CallbackHandlerDeprecated" },
    ],
    [
      "not serializable",
      "exports.handler = async () => 1n",
      {},
      { errorType: "Runtime.JSONStringifyError", errorMessage: "Unable to stringify response body" },
    ],
    [
      "unhandled rejection",
      "exports.handler = () => { Promise.reject(new Error('lost')); return new Promise(() => {}) }",
      {},
      { errorType: "Runtime.UnhandledPromiseRejection", errorMessage: "Error: lost" },
    ],
    [
      "uncaught exception",
      "exports.handler = () => new Promise(() => setTimeout(() => { throw new Error('late') }))",
      {},
      { errorType: "Error", errorMessage: "late" },
    ],
    [
      "response too large",
      "exports.handler = async () => 'x'.repeat(6291560)",
      {},
      {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      },
    ],
  ];
  test.each(cases)("%s", async (_, files, options, expected) => {
    expect((await payload(deploy(files, options))).error).toMatchObject(expected);
  });

  test("process.exit ends the environment; the next invocation has a new one", async () => {
    const deployment = deploy(
      "exports.handler = async (event) => { if (event.exit !== undefined) process.exit(event.exit); return 1 }",
    );

    const clean = await invoke(deployment, { exit: 0 });
    const failed = await invoke(deployment, { exit: 3 });

    expect(clean.result).toMatchObject({
      error: {
        errorType: "Runtime.ExitError",
        errorMessage: expect.stringMatching(/^RequestId: r-\d+ Error: Runtime exited without providing a reason$/),
      },
    });
    expect(failed.result).toMatchObject({
      error: { errorMessage: expect.stringMatching(/Error: Runtime exited with error: exit status 3$/) },
    });
    expect(await payload(deployment)).toBe(1);
  });

  test.each([
    ["waits for ever", "exports.handler = () => new Promise(() => {})"],
    ["never yields", "exports.handler = async () => { console.log('in'); for (;;); }"],
  ])("a handler that %s times out in real time and is replaced", async (_, code) => {
    const deployment = deploy(code, { timeoutSeconds: 1 });

    const first = await invoke(deployment);
    const second = await invoke(deployment);

    expect(first.result).toEqual({
      status: "timeout",
      error: {
        errorType: "Sandbox.Timedout",
        errorMessage: expect.stringMatching(/^RequestId: r-\d+ Error: Task timed out after 1\.00 seconds$/),
      },
    });
    expect(first.durationMs).toBeLessThan(1500);
    expect(second.isCold).toBe(true);
    expect(first.log.map(({ message }) => message).join("")).toMatch(
      /Task timed out after 1\.00 seconds[^]*\tStatus: timeout\t\n$/,
    );
  });

  describe("memory beyond the limit ends the process", () => {
    const KILLED = {
      status: "error",
      error: {
        errorType: "Runtime.ExitError",
        errorMessage: expect.stringMatching(/^RequestId: r-\d+ Error: Runtime exited with error: signal: killed$/),
      },
    };
    test.each([
      ["objects", "const a = []; for (;;) a.push(new Array(10000).fill({}))"],
      ["buffers, outside the heap", "const a = []; for (;;) a.push(Buffer.alloc(1e6, 1))"],
      [
        "buffers, over time",
        "const a = []; for (;;) { a.push(Buffer.alloc(1e7, 1)); await new Promise(setImmediate) }",
      ],
      ["what is free again when the function answers", "Buffer.alloc(4e8, 1)"],
    ])("%s", async (_name, body) => {
      const deployment = deploy(`exports.handler = async () => { ${body} }`, { timeoutSeconds: 30 });

      const { result, log } = await invoke(deployment);

      expect(result).toEqual(KILLED);
      const lines = log.map(({ message }) => message).join("");
      expect(lines).toMatch(
        /RequestId: r-\d+ Error: Runtime exited with error: signal: killed\nRuntime\.ExitError\nEND /,
      );
      expect(lines).toMatch(
        /\tMemory Size: 128 MB\tMax Memory Used: 128 MB\t.*Status: error\tError Type: Runtime\.ExitError/,
      );
    });

    test("during the init phase", async () => {
      const deployment = deploy("const a = []; for (;;) a.push(Buffer.alloc(1e6, 1)); exports.handler = async () => 1");

      expect((await invoke(deployment)).result).toEqual(KILLED);
    });

    test("is none in a function that has more", async () => {
      const deployment = deploy("exports.handler = async () => Buffer.alloc(2e8, 1).length", { memorySize: 512 });

      const { result, log } = await invoke(deployment);

      expect(result).toEqual({ status: "success", payload: "200000000" });
      expect(log.at(-1)!.message).toMatch(/Max Memory Used: 2\d\d MB/);
    });
  });
});

describe("the file system", () => {
  /** Runs what the event says, with an empty /tmp. */
  const code = `const fs = require("fs"); const { join } = require("path");
    const AsyncFunction = (async () => {}).constructor;
    exports.handler = async ({ body, keep }) => {
      if (!keep) for (const name of fs.readdirSync("/tmp")) fs.rmSync(join("/tmp", name), { recursive: true });
      try { return await new AsyncFunction("fs", "join", "require", body)(fs, join, require) } catch (error) { return error.message }
    }`;
  const mine = `${process.pid}-${Date.now()}`;
  let roomy: Deployment;
  let small: Deployment;
  beforeAll(() => {
    roomy = deploy(code);
    small = deploy(code, { ephemeralStorage: 10 });
  });
  const run = (body: string, deployment = roomy): Promise<unknown> => payload(deployment, { body });

  test("/tmp is the environment's own, and stays between its invocations", async () => {
    const body = `const path = "/tmp/n-${mine}"; const n = fs.existsSync(path) ? Number(fs.readFileSync(path)) : 0;
      await fs.promises.writeFile(path, String(n + 1)); return [n, fs.readdirSync("/tmp")]`;
    const deployment = deploy(code);
    const keep = true;

    expect([await payload(deployment, { body, keep }), await payload(deployment, { body, keep })]).toEqual([
      [0, [`n-${mine}`]],
      [1, [`n-${mine}`]],
    ]);
    expect(await payload(deploy(code), { body, keep })).toEqual([0, [`n-${mine}`]]);
    expect(existsSync(`/tmp/n-${mine}`)).toBe(false);
  });

  test.each([
    [
      "moves",
      'fs.writeFileSync("/tmp/a", "x"); fs.renameSync("/tmp/a", "/tmp/b"); return fs.readFileSync("/tmp/b", "utf8")',
    ],
    [
      "copies",
      'fs.writeFileSync("/tmp/a", "x"); await fs.promises.cp("/tmp/a", "/tmp/b"); return fs.readFileSync("/tmp/b", "utf8")',
    ],
    [
      "streams",
      `await require("stream/promises").pipeline(require("stream").Readable.from(["x"]), fs.createWriteStream("/tmp/a"));
       return (await fs.createReadStream("/tmp/a").toArray()).join("")`,
    ],
    [
      "temporary folders",
      'fs.writeFileSync(join(fs.mkdtempSync("/tmp/d-"), "a"), "x"); return fs.readdirSync("/tmp").length === 1 && "x"',
    ],
    [
      "os.tmpdir()",
      'fs.writeFileSync(join(require("os").tmpdir(), "a"), "x"); return fs.readFileSync("/tmp/a", "utf8")',
    ],
    [
      "handles",
      'const f = await fs.promises.open("/tmp/a", "w+"); await f.write("x"); await f.close(); return fs.readFileSync("/tmp/a", "utf8")',
    ],
    ["URLs", 'fs.writeFileSync(new URL("file:///tmp/a"), "x"); return fs.readFileSync("/tmp/a", "utf8")'],
  ])("/tmp: %s", async (_name, body) => {
    expect(await run(body)).toBe("x");
  });

  test.each([
    ["a buffer", 'fs.writeFileSync("/tmp/a", Buffer.alloc(11e6))'],
    ["as a promise", 'await fs.promises.writeFile("/tmp/a", Buffer.alloc(11e6))'],
    ["with a callback", 'await require("util").promisify(fs.writeFile)("/tmp/a", Buffer.alloc(11e6))'],
    ["piece by piece", 'for (let i = 0; i < 11; i++) fs.appendFileSync("/tmp/a", Buffer.alloc(1e6))'],
    ["several files", 'for (let i = 0; i < 11; i++) fs.writeFileSync("/tmp/" + i, Buffer.alloc(1e6))'],
    ["a handle", 'const f = await fs.promises.open("/tmp/a", "w"); await f.write(Buffer.alloc(11e6))'],
    [
      "a stream",
      `await require("stream/promises").pipeline(require("stream").Readable.from(Array(11).fill(Buffer.alloc(1e6))), fs.createWriteStream("/tmp/a"))`,
    ],
  ])("/tmp is full: %s", async (_name, body) => {
    expect(await run(body, small)).toBe("ENOSPC: no space left on device, write");
  });

  test("/tmp has room again for what was deleted or written over", async () => {
    const body = `for (let i = 0; i < 5; i++) { fs.writeFileSync("/tmp/" + i, Buffer.alloc(4e6)); if (i) fs.rmSync("/tmp/" + (i - 1)) }
      return "fits"`;

    expect(await run(body, small)).toBe("fits");
  });

  test.each([
    ["written", 'fs.writeFileSync("out.txt", "x")', "EROFS: read-only file system, open 'out.txt'"],
    [
      "written as a promise",
      'await fs.promises.writeFile("out.txt", "x")',
      "EROFS: read-only file system, open 'out.txt'",
    ],
    ["opened to write", 'fs.openSync("out.txt", "a")', "EROFS: read-only file system, open 'out.txt'"],
    ["given a folder", 'fs.mkdirSync("out")', "EROFS: read-only file system, mkdir 'out'"],
    [
      "deleted",
      'fs.unlinkSync(join(process.env.LAMBDA_TASK_ROOT, "index.js"))',
      expect.stringMatching(/^EROFS.* unlink /),
    ],
    [
      "streamed to",
      'await require("events").once(fs.createWriteStream("out.txt"), "close")',
      "EROFS: read-only file system, open 'out.txt'",
    ],
  ])("the code cannot be %s", async (_name, body, message) => {
    expect(await run(body)).toEqual(message);
  });

  test("the code can be read", async () => {
    expect(await run('return fs.readFileSync("index.js", "utf8").slice(0, 8)')).toBe("const fs");
  });
});

describe("environments", () => {
  const CODE =
    "let n = 0; exports.handler = async ({ ms = 0 }) => { await new Promise((r) => setTimeout(r, ms)); return [process.pid, ++n] }";

  test("are reused, one invocation at a time, and multiplied by concurrency", async () => {
    const deployment = deploy(CODE);

    const first = await invoke(deployment);
    const second = await invoke(deployment);
    const many = await Promise.all([1, 2, 3].map(() => payload(deployment, { ms: 50 })));

    expect([first.isCold, second.isCold]).toEqual([true, false]);
    expect(first.initMs).toBeGreaterThan(0);
    expect(second.initMs).toBeUndefined();
    expect(new Set(many.map(([pid]) => pid)).size).toBe(3);
  });

  test("are frozen between invocations: what is left behind goes on with the next one", async () => {
    const sleep = deploy("exports.handler = () => new Promise((r) => setTimeout(r, 100))");
    const deployment = deploy(
      `exports.handler = async ({ leaves, ms = 0 }) => {
        if (leaves) setTimeout(() => require("fs").writeFileSync("/tmp/left-behind", ""), 20);
        await new Promise((r) => setTimeout(r, ms));
      }`,
    );
    const folders = join(tempDir, "lambda", "tmp");
    const isThere = () => readdirSync(folders).some((folder) => existsSync(join(folders, folder, "left-behind")));

    await payload(deployment, { leaves: true });
    await payload(sleep);
    expect(isThere()).toBe(false);

    await payload(deployment, { ms: 100 });
    expect(isThere()).toBe(true);
  });

  test("are replaced when their deployment is retired or their credentials expire", async () => {
    const deployment = deploy(CODE);
    const [pid] = await payload(deployment);
    pool.retire(deployment);
    expect((await payload(deployment))[0]).not.toBe(pid);

    const other = deploy(CODE);
    const [old] = await payload(other);
    clock.offset = 3_600_000;
    try {
      expect((await payload(other))[0]).not.toBe(old);
    } finally {
      clock.offset = 0;
    }
  });
});

describe("logs", () => {
  test("text: the platform's lines around the function's, one event per console call", async () => {
    const deployment = deploy(
      "console.log('init'); exports.handler = async () => { console.log('a\\nb', { c: 1 }); console.error('bad'); process.stdout.write('raw\\n'); await new Promise((r) => setTimeout(r, 20)); }",
    );

    const { log } = await invoke(deployment);

    const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
    const messages = log.map(({ message }) => message);
    const lines = [
      /^INIT_START Runtime Version: nodejs:24/,
      RegExp(`^${time}\tundefined\tINFO\tinit\n$`),
      /^START RequestId: r-\d+ Version: \$LATEST\n$/,
      RegExp(`^${time}\tr-\\d+\tINFO\ta\nb { c: 1 }\n$`),
      RegExp(`^${time}\tr-\\d+\tERROR\tbad\n$`),
      /^raw\n$/,
      /^END RequestId: r-\d+\n$/,
      /^REPORT RequestId: r-\d+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms\t\n$/,
    ];
    expect(messages).toHaveLength(lines.length);
    // Raw output has a pipe of its own; its place among the console's lines is not fixed.
    for (const line of lines)
      expect(
        messages.some((message) => line.test(message)),
        String(line),
      ).toBe(true);
    expect(messages[0]).toMatch(lines[0]!);
    expect(messages.at(-1)).toMatch(lines.at(-1)!);
  });

  test("JSON: levels below the application's are not printed", async () => {
    const deployment = deploy(
      "exports.handler = async () => { console.debug('no'); console.warn('yes', new Error('why')); }",
      {
        logging: { group: "g", format: "JSON", applicationLevel: "WARN", systemLevel: "WARN" },
      },
    );

    const { log } = await invoke(deployment);

    const objects = log.map(({ message }) => JSON.parse(message));
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject({
      level: "WARN",
      errorType: "Error",
      errorMessage: "why",
      requestId: expect.any(String),
    });
  });

  test("a failure is printed as AWS's runtime prints it", async () => {
    const { prints } = await invoke(deploy("exports.handler = async () => { throw new Error('boom') }"));

    expect(prints).toEqual([
      expect.stringMatching(
        /\tERROR\tInvoke Error \t\{"errorType":"Error","errorMessage":"boom","stack":\["Error: boom",/,
      ),
    ]);
  });
});

describe("response streaming", () => {
  const STREAMING = `
    exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
      const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { "x-a": "b" } });
      http.write("one ");
      await new Promise((resolve) => setTimeout(resolve, 20));
      http.write("two");
      http.end();
      if (event.late) throw new Error("after the end");
    });`;

  test("chunks come as they are written, the prelude before the first", async () => {
    const chunks: string[] = [];

    const { result } = await pool.invoke(
      deploy(STREAMING),
      { requestId: "r-stream", event: "{}", invokedFunctionArn: "arn:f", traceHeader: "Root=1-0-0" },
      credentials,
      (chunk) => chunks.push(chunk.toString()),
    );

    expect(chunks).toEqual([`{"statusCode":201,"headers":{"x-a":"b"}}${"\0".repeat(8)}`, "one ", "two"]);
    expect(result).toEqual({
      status: "success",
      payload: "",
      contentType: "application/vnd.awslambda.http-integration-response",
    });
  });

  test("without a sink the response is gathered; a failure after the last chunk fails the invocation", async () => {
    const streaming = deploy(STREAMING);

    const buffered = await invoke(streaming);
    const failed = await invoke(streaming, { late: true });

    expect(buffered.result).toMatchObject({ payload: expect.stringMatching(/one two$/) as string });
    expect(failed.result).toMatchObject({ status: "error", error: { errorMessage: "after the end" } });
  });

  test("a handler that is not async is refused", async () => {
    const { result } = await invoke(deploy(`exports.handler = awslambda.streamifyResponse((e, s) => { s.end(); });`));

    expect(result).toMatchObject({ error: { errorMessage: "Streaming does not support non-async handlers." } });
  });
});
