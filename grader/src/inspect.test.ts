import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { firstLab as lab } from "../../course.config.ts";
import { copyCheckout, type Checkout } from "./testing.ts";

const RUN_MS = 120_000;
let checkout: Checkout;

beforeAll(async () => {
  checkout = copyCheckout();
  await checkout.slab(["start", lab]);
});
afterAll(() => checkout.remove());

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface ProtocolMessage {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  result?: unknown;
}

/** The little of a debugger that a test needs. */
class Debugger {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, (message: ProtocolMessage) => void>();
  readonly seen: ProtocolMessage[] = [];
  #id = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(String(data)) as ProtocolMessage;
      this.seen.push(message);
      this.#waiting.get(message.method ?? String(message.id))?.(message);
    });
  }

  static async attach(port: number): Promise<Debugger> {
    const [{ webSocketDebuggerUrl }] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as [
      { webSocketDebuggerUrl: string },
    ];
    const socket = new WebSocket(webSocketDebuggerUrl);
    await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
    return new Debugger(socket);
  }

  send(method: string, params: object = {}): Promise<ProtocolMessage> {
    const id = ++this.#id;
    const answered = new Promise<ProtocolMessage>((resolve) => this.#waiting.set(String(id), resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    return answered;
  }

  event(method: string): Promise<ProtocolMessage> {
    return new Promise((resolve) => this.#waiting.set(method, resolve));
  }

  close(): void {
    this.#socket.close();
  }
}

test(
  "--inspect stops in the learner's handler, as long as it takes, and maps to the learner's file",
  { timeout: RUN_MS },
  async () => {
    const stack = join(checkout.dir, "work", lab, "lib", `${lab}-stack.ts`);
    writeFileSync(stack, readFileSync(stack, "utf8").replace("Duration.seconds(10)", "Duration.seconds(1)"));
    const handler = join(checkout.dir, "work", lab, "functions/read-notes/index.ts");
    writeFileSync(
      handler,
      readFileSync(handler, "utf8").replace("  return answer(501", "  debugger;\n  return answer(501"),
    );
    const port = await freePort();
    const child = checkout.spawnSlab(["check", lab, "--only", "read", "--inspect-port", String(port)]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
    let output = "";
    const waits = new Promise<void>((resolve) => {
      for (const stream of [child.stdout!, child.stderr!])
        stream.on("data", (chunk: Buffer) => {
          output += chunk.toString();
          if (output.includes(`waits for a debugger at 127.0.0.1:${port}`) && output.includes("chrome://inspect"))
            resolve();
        });
    });

    await Promise.race([waits, exited]);
    expect(output).toContain("VS Code");
    const debug = await Debugger.attach(port);
    const paused = debug.event("Debugger.paused");
    await debug.send("Debugger.enable");
    await debug.send("Runtime.runIfWaitingForDebugger");
    await paused;
    // Twice the function's timeout: a person thinks.
    await pause(2000);
    await debug.send("Debugger.resume");

    expect(await exited).toBe(1);
    expect(output).toMatch(/expected +HTTP 404\n +found +HTTP 501/);
    expect(output).not.toContain("Debugger attached");
    const maps = debug.seen
      .map(({ params }) => String(params?.["sourceMapURL"] ?? ""))
      .filter((url) => url.startsWith("data:"));
    const sources = maps.flatMap(
      (url) => (JSON.parse(Buffer.from(url.split(",")[1]!, "base64").toString()) as { sources: string[] }).sources,
    );
    expect(sources).toContain(pathToFileURL(handler).href);
    debug.close();
  },
);

test("watch --inspect waits again, on the same port, for what was saved", { timeout: 2 * RUN_MS }, async () => {
  const handler = join(checkout.dir, "work", lab, "functions/read-notes/index.ts");
  const port = await freePort();
  const child = checkout.spawnSlab(["watch", lab, "--only", "read", "--inspect-port", String(port)]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  let output = "";
  let arrived = (): void => {};
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      arrived();
    });
  const printed = async (text: string): Promise<void> => {
    while (!output.includes(text)) await new Promise<void>((resolve) => (arrived = resolve));
    output = output.slice(output.indexOf(text) + text.length);
  };
  try {
    for (const round of ["first", "second"]) {
      await printed(`waits for a debugger at 127.0.0.1:${port}`);
      const debug = await Debugger.attach(port);
      await debug.send("Runtime.runIfWaitingForDebugger");
      await printed("Waiting for you to save a file");
      debug.close();
      if (round === "first") writeFileSync(handler, `${readFileSync(handler, "utf8")}// saved\n`.replace("501", "502"));
    }
  } finally {
    child.kill("SIGINT");
  }
  expect(await exited).toBe(0);
});

test.each([
  [["--inspect", "--aws"], /works in the sandbox only/],
  [["--inspect-port", "many"], /is not a port/],
])("slab check %j is told, with exit code 2", async (parameters, expected) => {
  const { code, output } = await checkout.slab(["check", lab, ...parameters]);

  expect(output).toMatch(expected);
  expect(code).toBe(2);
});
