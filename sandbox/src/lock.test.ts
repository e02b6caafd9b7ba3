import { spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const LOCK = fileURLToPath(new URL("./lock.ts", import.meta.url));

let server: Server;
let endpoint: string;

/** Stands for the sandbox: tells what it was asked. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      response.end(
        JSON.stringify({
          method,
          url,
          host: headers.host,
          test: headers["x-test"],
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** Runs `code` (an expression, awaited) in a locked process and gives what it evaluates to. */
// oxlint-disable-next-line no-explicit-any -- looked at by the tests
async function locked(code: string, env: Record<string, string> = { SANDBOX_ENDPOINT: endpoint }): Promise<any> {
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--import",
      LOCK,
      "--input-type=module",
      "-e",
      `console.log(JSON.stringify(await (${code})));`,
    ],
    {
      env: { PATH: process.env.PATH!, ...env },
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  return JSON.parse(output);
}

test.each([
  "https://sqs.us-east-1.amazonaws.com/",
  "https://s3.cn-north-1.amazonaws.com.cn/",
  "http://169.254.169.254/latest/meta-data/",
  "https://d111111abcdef8.cloudfront.net/",
  "https://lambda.us-east-1.api.aws/",
])("fetch of %s is refused and says so", async (url) => {
  const host = new URL(url).hostname;

  expect(await locked(`fetch(${JSON.stringify(url)}).catch((error) => error.cause.message)`)).toBe(
    `The sandbox's lock refused a connection to ${host}: in sandbox mode nothing may reach real AWS. ` +
      "Let the client use the sandbox's endpoint (AWS_ENDPOINT_URL), or fetch() for the URL of an API or a function.",
  );
});

test("an SDK client without the endpoint variable cannot reach AWS", async () => {
  const code = `import("@aws-sdk/client-sts").then(({ STSClient, GetCallerIdentityCommand }) =>
    new STSClient({ region: "us-east-1", maxAttempts: 1, credentials: { accessKeyId: "a", secretAccessKey: "b" } })
      .send(new GetCallerIdentityCommand({})).catch((error) => error.message))`;

  expect(await locked(code)).toContain("refused a connection to sts.us-east-1.amazonaws.com");
});

test.each(["https://abc123.execute-api.eu-west-1.amazonaws.com", "https://abc123.lambda-url.eu-west-1.on.aws"])(
  "fetch of %s goes to the sandbox, with its Host header",
  async (origin) => {
    const code = `fetch("${origin}/a?b=1", { method: "POST", headers: { "x-test": "1" }, body: "é" }).then((r) => r.json())`;

    expect(await locked(code)).toEqual({
      method: "POST",
      url: "/a?b=1",
      host: new URL(origin).host,
      test: "1",
      body: "é",
    });
  },
);

const RESPONSE_HOST = "cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com";

test.each([
  [
    `https.request({ hostname: "${RESPONSE_HOST}", path: "/a%3Ab?c=1", method: "PUT", headers: { "x-test": "1" } }, answered)`,
  ],
  [`https.request("https://${RESPONSE_HOST}/a%3Ab?c=1", { method: "PUT", headers: { "x-test": "1" } }, answered)`],
  [
    `https.request(new URL("https://${RESPONSE_HOST}/a%3Ab?c=1"), { method: "PUT", agent: new https.Agent(), headers: { "x-test": "1" } }, answered)`,
  ],
])("%s goes to the sandbox, with its Host header", async (call) => {
  const code = `import("node:https").then((https) => new Promise((resolve, reject) => {
    const answered = async (response) => resolve(JSON.parse((await response.toArray()).join("")));
    ${call}.on("error", reject).end("body");
  }))`;

  expect(await locked(code)).toEqual({
    method: "PUT",
    url: "/a%3Ab?c=1",
    host: RESPONSE_HOST,
    test: "1",
    body: "body",
  });
});

test("https.request of other AWS hosts is refused", async () => {
  const code = `import("https").then((https) => new Promise((resolve) =>
    https.get("https://sqs.us-east-1.amazonaws.com/").on("error", (error) => resolve(error.code))))`;

  expect(await locked(code)).toBe("ESANDBOXLOCK");
});

test("other hosts are untouched, and without an endpoint nothing is rerouted", async () => {
  expect(await locked(`fetch("${endpoint}/x").then((r) => r.json())`)).toMatchObject({
    url: "/x",
    host: new URL(endpoint).host,
  });
  expect(
    await locked(`fetch("https://abc123.execute-api.eu-west-1.amazonaws.com").catch((error) => error.cause.code)`, {}),
  ).toBe("ESANDBOXLOCK");
});
