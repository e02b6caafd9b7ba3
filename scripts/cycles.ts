/**
 * `node scripts/cycles.ts [cycles]`: deploys and destroys a stack over and over in one sandbox, and says what stays behind: memory, processes,
 * ports. The stack is that of the first lab, synthesised once; in each cycle its functions run behind its API. Part of `npm run proof`.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { request, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { firstLab } from "../course.config.ts";
import { synthesize } from "../grader/src/deploy/synth.ts";
import { readManifest } from "../grader/src/lab/manifest.ts";
import { solutionDir } from "../grader/src/paths.ts";
import { startSandboxTarget } from "../grader/src/target/sandbox.ts";
import { zipFolder } from "../sandbox/test-apps/zip-folder.ts";

/** Until then the sandbox loads and compiles what it needs. */
const WARM_UP = 20;
const MAX_GROWTH_MB = 20;

const MAIN = fileURLToPath(new URL("../sandbox/src/main.ts", import.meta.url));
/** Collects garbage, gives back what is free, then writes a line of its memory. */
const ON_SIGNAL = `data:text/javascript,
  process.on("SIGUSR2", () => { gc({ type: "major", flavor: "last-resort" }); process.stderr.write(JSON.stringify(process.memoryUsage()) + "\\n"); });`;

interface Memory {
  rss: number;
  heapTotal: number;
  heapUsed: number;
  external: number;
}

interface Sandbox {
  child: ChildProcess;
  endpoint: string;
  /** After a collection of garbage, in MB. */
  memory(): Promise<Memory>;
}

/** Four things are proved: that memory grows little, and that no process, no port and no folder stays. */
export async function proveCycles(cycles = 200): Promise<{ passed: number; failed: number }> {
  const startedAt = performance.now();
  const sandbox = await start();
  const stack = await readStack();
  const connection = {
    endpoint: sandbox.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    forcePathStyle: true,
  };
  const cloudformation = new CloudFormationClient(connection);
  const s3 = new S3Client(connection);

  // Once, as the CDK publishes what is not there yet.
  for (const { bucket, key, body } of stack.assets)
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  const cycle = async (): Promise<void> => {
    await cloudformation.send(
      new CreateStackCommand({ StackName: stack.name, TemplateBody: stack.template, Capabilities: ["CAPABILITY_IAM"] }),
    );
    const { Outputs } = await settled(cloudformation, stack.name, "CREATE_COMPLETE");
    const url = Outputs!.find(({ OutputKey }) => OutputKey === "ApiUrl")!.OutputValue!;
    await useApi(new URL("notebooks/cycle/notes", url), sandbox.endpoint);
    await cloudformation.send(new DeleteStackCommand({ StackName: stack.name }));
    await gone(cloudformation, stack.name);
  };

  for (let done = 0; done < WARM_UP; done++) await cycle();
  const before = await sandbox.memory();
  const processesBefore = childrenOf(sandbox.child.pid!).length;
  const portsBefore = listeningPorts(sandbox.child.pid!);
  for (let done = 1; done <= cycles; done++) {
    await cycle();
    if (done % 50 === 0) console.log(`cycles: ${done}: ${describe(await sandbox.memory())}`);
  }
  const after = await sandbox.memory();
  // Those that were ended last may still be going.
  await eventually(() => childrenOf(sandbox.child.pid!).length <= processesBefore);
  const processes = Math.max(0, childrenOf(sandbox.child.pid!).length - processesBefore);
  const ports = listeningPorts(sandbox.child.pid!) - portsBefore;
  sandbox.child.stdin!.end();
  await new Promise((resolve) => sandbox.child.once("exit", resolve));

  const growth = after.rss - before.rss;
  const folders = tempFoldersOf(sandbox.child.pid!).length;
  console.log(
    `cycles: ${cycles}: grew by ${growth.toFixed(1)} MB (heap ${(after.heapUsed - before.heapUsed).toFixed(1)} MB), from ${describe(before)} to ${describe(after)}; ` +
      `${processes} processes, ${ports} ports, ${folders} folders left (${Math.round((performance.now() - startedAt) / 1000)} s)`,
  );
  const held = [growth < MAX_GROWTH_MB, processes === 0, ports === 0, folders === 0];
  return { passed: held.filter(Boolean).length, failed: held.filter((holds) => !holds).length };
}

async function start(): Promise<Sandbox> {
  const child = spawn(process.execPath, ["--expose-gc", "--import", ON_SIGNAL.replaceAll(/\s+/g, " "), MAIN], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  const lines = (stream: NodeJS.ReadableStream) => createInterface({ input: stream })[Symbol.asyncIterator]();
  const errors = lines(child.stderr);
  const { value } = await lines(child.stdout).next();
  const { endpoint } = JSON.parse(String(value)) as { endpoint: string };
  return {
    child,
    endpoint,
    memory: async () => {
      child.kill("SIGUSR2");
      const { value } = await errors.next();
      const { rss, heapTotal, heapUsed, external } = JSON.parse(String(value)) as Memory;
      return { rss: rss / 1e6, heapTotal: heapTotal / 1e6, heapUsed: heapUsed / 1e6, external: external / 1e6 };
    },
  };
}

/** What the CDK makes of the lab's solution: the template, and what it wants in the bootstrap bucket. */
async function readStack() {
  const folder = mkdtempSync(join(tmpdir(), "cycles-"));
  const target = startSandboxTarget();
  try {
    await synthesize(solutionDir(firstLab), folder, target);
    const { stack: name } = readManifest(firstLab);
    const { files } = JSON.parse(readFileSync(join(folder, `${name}.assets.json`), "utf8")) as {
      files: Record<
        string,
        {
          source: { path: string; packaging: string };
          destinations: Record<string, { bucketName: string; objectKey: string }>;
        }
      >;
    };
    return {
      name,
      template: readFileSync(join(folder, `${name}.template.json`), "utf8"),
      assets: Object.values(files).map(({ source, destinations }) => {
        const [{ bucketName, objectKey }] = Object.values(destinations) as [{ bucketName: string; objectKey: string }];
        const path = join(folder, source.path);
        return {
          bucket: bucketName.replace("${AWS::AccountId}", target.account).replace("${AWS::Region}", target.region),
          key: objectKey,
          body: source.packaging === "zip" ? zipFolder(path) : readFileSync(path),
        };
      }),
    };
  } finally {
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function settled(cloudformation: CloudFormationClient, name: string, status: string) {
  for (;;) {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    const [stack] = Stacks!;
    if (stack!.StackStatus === status) return stack!;
    if (!stack!.StackStatus!.endsWith("_IN_PROGRESS")) throw new Error(`the stack is ${stack!.StackStatus}`);
  }
}

async function gone(cloudformation: CloudFormationClient, name: string): Promise<void> {
  try {
    await settled(cloudformation, name, "DELETE_COMPLETE");
  } catch (error) {
    if (!/does not exist/.test((error as Error).message)) throw error;
  }
}

/** Writes something and reads it. */
async function useApi(url: URL, endpoint: string): Promise<void> {
  const note = JSON.stringify({ title: "cycle", text: "text" });
  for (const [method, body] of [["POST", note], ["GET"]]) {
    const status = await callApi(method!, url, endpoint, body);
    if (status >= 300) throw new Error(`the API answered ${status} to ${method}`);
  }
}

/** Not every system resolves *.localhost: the host goes as a header. */
async function callApi(method: string, url: URL, endpoint: string, body?: string): Promise<number> {
  const headers = { host: url.host, "content-type": "application/json" };
  const outgoing = request(new URL(url.pathname, endpoint), { method, headers });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  incoming.resume();
  await once(incoming, "end");
  return incoming.statusCode!;
}

async function eventually(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 50 && !isSo(); attempt++) await setTimeout(100);
}

/** Processes below another, where the system tells (Linux). */
function childrenOf(pid: number): number[] {
  try {
    const own = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
    return own.flatMap((child) => [child, ...childrenOf(child)]);
  } catch {
    return [];
  }
}

const LISTENING = "0A";

/** Ports on which a process listens, where the system tells (Linux). */
function listeningPorts(pid: number): number {
  try {
    const sockets = new Set(
      readFileSync(`/proc/${pid}/net/tcp`, "utf8")
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === LISTENING)
        .map((fields) => `socket:[${fields[9]}]`),
    );
    const open = readdirSync(`/proc/${pid}/fd`).map((fd) => readLink(`/proc/${pid}/fd/${fd}`));
    return open.filter((target) => sockets.has(target)).length;
  } catch {
    return 0;
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

function tempFoldersOf(pid: number): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`course-sandbox-${pid}-`));
}

function describe({ rss, heapTotal, heapUsed, external }: Memory): string {
  return `${rss.toFixed(1)} MB (heap ${heapUsed.toFixed(1)} of ${heapTotal.toFixed(1)}, external ${external.toFixed(1)})`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = (await proveCycles(Number(process.argv[2] ?? 200))).failed ? 1 : 0;
