import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstLab as lab } from "../../course.config.ts";
import { sweepTempFolders } from "@course/sandbox/temp-folder";
import { synthesize } from "./deploy/synth.ts";
import { eventually as eventuallyWithin } from "../../sandbox/src/testing.ts";
import { UserError } from "./errors.ts";
import { solutionDir } from "./paths.ts";
import { lockUrl, startSandboxTarget, sandboxEnvironment } from "./target/sandbox.ts";
import { childEnvironment } from "./target/target.ts";
import { copyCheckout, type Checkout } from "./testing.ts";

let checkout: Checkout;

beforeAll(() => {
  checkout = copyCheckout();
});
afterAll(() => checkout.remove());

const eventually = (assert: () => Promise<void> | void): Promise<void> => eventuallyWithin(assert, { within: 20_000 });

/** Runs a program under the lock, with sandbox credentials but without the variable that names the sandbox. */
async function runLocked(source: string): Promise<string> {
  const { AWS_ENDPOINT_URL: _, ...environment } = sandboxEnvironment("http://127.0.0.1:1");
  const child = spawn(process.execPath, ["--import", lockUrl, "--input-type=module", "-e", source], {
    cwd: checkout.dir,
    env: childEnvironment(environment),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  return output;
}

test("without the endpoint variable an SDK call dies at the lock, before a connection", async () => {
  const output = await runLocked(
    `import { STSClient, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
     await new STSClient({ maxAttempts: 1 }).send(new GetCallerIdentityCommand({})).catch((error) => console.log(error.name, error.message));`,
  );

  expect(output).toMatch(/SandboxLockError The sandbox's lock refused a connection to sts\.us-east-1\.amazonaws\.com/);
});

test.each(["https://s3.amazonaws.com/", "https://abc.cloudfront.net/", "http://169.254.169.254/latest/meta-data/"])(
  "fetch of %s dies at the lock",
  async (url) => {
    const output = await runLocked(
      `await fetch("${url}").catch((error) => console.log(String(error.cause ?? error)));`,
    );

    expect(output).toContain("lock refused a connection");
  },
);

test("without the endpoint variable the toolkit cannot deploy: its agent speaks HTTP only", async () => {
  const target = startSandboxTarget();
  const outdir = mkdtempSync(join(tmpdir(), "slab-egress-"));
  try {
    await synthesize(solutionDir(lab), outdir, target);
    const source = `
      import { StackDeployment } from "${join(checkout.dir, "grader/src/deploy/toolkit.ts")}";
      const target = { kind: "sandbox", account: "000000000000", region: "us-east-1", environment: {}, pollMs: 100, close: async () => {} };
      const deployment = new StackDeployment({ outdir: ${JSON.stringify(outdir)}, stackName: "RestApi", target, onEvent() {} });
      await deployment.deploy("rest-api").then(() => console.log("DEPLOYED"), (error) => console.log(JSON.stringify(error.values)));
      process.exit();`;

    const output = await runLocked(source.replaceAll("\n", " "));

    expect(output).toMatch(/https:.{0,4} not supported|lock refused/);
    expect(output).not.toContain("DEPLOYED");
  } finally {
    rmSync(outdir, { recursive: true, force: true });
    await target.close();
  }
});

test("the learner's credentials and endpoints do not reach the app or the checks", () => {
  const kept = { ...process.env };
  Object.assign(process.env, {
    AWS_PROFILE: "production",
    AWS_SESSION_TOKEN: "secret",
    AWS_ENDPOINT_URL_S3: "https://s3.amazonaws.com",
  });
  try {
    const environment = childEnvironment(sandboxEnvironment("http://127.0.0.1:1"));

    expect(environment).not.toHaveProperty("AWS_PROFILE");
    expect(environment).not.toHaveProperty("AWS_SESSION_TOKEN");
    expect(environment).not.toHaveProperty("AWS_ENDPOINT_URL_S3");
    expect(environment["AWS_ACCESS_KEY_ID"]).toBe("test");
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
    Object.assign(process.env, kept);
  }
});

test("an app that does not end is stopped, with everything it started", async () => {
  const folder = mkdtempSync(join(checkout.dir, "endless-"));
  const target = { account: "000000000000", region: "us-east-1", synthEnvironment: {} };
  writeFileSync(join(folder, "cdk.json"), JSON.stringify({ app: "node app.ts" }));
  writeFileSync(join(folder, "app.ts"), "console.log('busy', process.pid); for (;;);");

  const error = await synthesize(folder, join(folder, "out"), target, 1500).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).key).toBe("appNeverEnds");
  const pid = Number(/busy (\d+)/.exec(String((error as UserError).values["output"]))![1]);
  await eventually(() => expect(() => process.kill(pid, 0)).toThrow());
});

test("kill -9 of slab: its sandbox ends, the port is free, temporary folders are gone after the next start", async () => {
  const slab = checkout.spawnSlab(["check", lab, "--solution", "--plain", "--keep"]);
  let output = "";
  slab.stdout!.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await eventually(() => expect(output).toContain("AWS_ENDPOINT_URL="));
  const endpoint = /AWS_ENDPOINT_URL=(\S+)/.exec(output)![1]!;
  expect((await fetch(`${endpoint}/_sandbox/health`)).status).toBe(200);

  slab.kill("SIGKILL");

  await eventually(async () => {
    await expect(fetch(`${endpoint}/_sandbox/health`)).rejects.toThrow();
  });
  sweepTempFolders();
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith("course-") && name.includes(`-${slab.pid}-`));
  expect(left).toEqual([]);
  expect(existsSync(join(checkout.dir, "labs", lab))).toBe(true);
});

test("kill -9 of slab while the app is synthesised ends an app that would never end", async () => {
  await checkout.slab(["start", lab]);
  const pidFile = join(checkout.dir, "pid");
  const app = join(checkout.dir, "work", lab, "app.ts");
  writeFileSync(
    app,
    `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(pidFile)}, String(process.pid));\nfor (;;);`,
  );
  const slab = checkout.spawnSlab(["check", lab, "--plain"]);
  await eventually(() => expect(existsSync(pidFile)).toBe(true));
  const pid = Number(readFileSync(pidFile, "utf8"));

  slab.kill("SIGKILL");

  await eventually(() => expect(() => process.kill(pid, 0)).toThrow());
  expect(readFileSync(app, "utf8")).toContain("for (;;);");
});
