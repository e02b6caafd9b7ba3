import { timingSafeEqual } from "node:crypto";
import type { HttpRequest, HttpResponse } from "../core/http.ts";
import type { Hop } from "../core/hops.ts";
import { asAwsError, type Sandbox } from "../sandbox.ts";
import { CONTROL_PREFIX } from "./identify.ts";

const LOOPBACK_ORIGIN = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * The sandbox's own endpoints. All but health need `Authorization: Bearer <token printed at start>` and refuse a foreign Origin: any web page can post to loopback.
 * GET health · GET events[?after=<hop id>] (SSE, `&follow=false` ends after what is kept) · POST reset · POST warm (loads what a deployment needs) · POST jump?within=<ms> (moves the clock to the next timer, when nothing runs; else waits a moment for what runs).
 */
export async function controlResponse(request: HttpRequest, sandbox: Sandbox, token: string): Promise<HttpResponse> {
  const route = `${request.method} ${request.path.slice(CONTROL_PREFIX.length)}`;
  if (route === "GET health") return json(200, { status: "ok", time: sandbox.clock.date().toISOString() });

  const origin = request.headers["origin"];
  if (origin !== undefined && !LOOPBACK_ORIGIN.test(origin))
    return json(403, { message: `The origin ${origin} may not use the sandbox's control endpoints.` });
  if (!isToken(request, token))
    return json(401, {
      message:
        "Control endpoints need the header Authorization: Bearer <token>; the token is printed when the sandbox starts.",
    });

  try {
    return await command(route, request, sandbox);
  } catch (thrown) {
    return json(500, { message: asAwsError(thrown, route).message });
  }
}

async function command(route: string, request: HttpRequest, sandbox: Sandbox): Promise<HttpResponse> {
  switch (route) {
    case "GET events": {
      const after = Number(request.query.get("after") ?? 0);
      const follow = request.query.get("follow") !== "false";
      return {
        status: 200,
        headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
        body: hopStream(sandbox, after, follow),
      };
    }
    case "POST reset":
      await sandbox.reset();
      return json(200, { status: "reset" });
    case "POST warm":
      await sandbox.warm();
      return json(200, { status: "warm" });
    case "POST jump":
      return json(200, await jump(sandbox, Number(request.query.get("within"))));
    default:
      return json(404, { message: `No control endpoint ${route}.` });
  }
}

/** How long a jump waits for what runs: whoever waits for something looks when it is done, and now and then before. */
const SETTLING_MS = 200;

/** "busy": something was running, look and ask again; "quiet": nothing runs and no timer is due within that time, so nothing will change by itself. */
async function jump(
  sandbox: Sandbox,
  within: number,
): Promise<{ state: "jumped" | "busy" | "quiet"; jumpedMs: number }> {
  if (!sandbox.isIdle) {
    await sandbox.untilIdle(SETTLING_MS);
    return { state: "busy", jumpedMs: 0 };
  }
  const jumpedMs = sandbox.clock.jump(within);
  return jumpedMs === undefined ? { state: "quiet", jumpedMs: 0 } : { state: "jumped", jumpedMs };
}

function isToken(request: HttpRequest, token: string): boolean {
  const given = Buffer.from(request.headers["authorization"] ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function* hopStream(sandbox: Sandbox, after: number, follow: boolean): AsyncGenerator<Uint8Array> {
  const waiting: Hop[] = sandbox.hops.since(after);
  if (!follow) {
    for (const hop of waiting) yield sse(hop);
    return;
  }
  let wake = (): void => {};
  const stop = sandbox.hops.listen((hop) => {
    waiting.push(hop);
    wake();
  });
  try {
    yield Buffer.from(": hops of the sandbox\n\n");
    for (;;) {
      for (const hop of waiting.splice(0)) yield sse(hop);
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (waiting.length) resolve();
      });
    }
  } finally {
    stop();
  }
}

function sse(hop: Hop): Uint8Array {
  return Buffer.from(`id: ${hop.id}\nevent: hop\ndata: ${JSON.stringify(hop)}\n\n`);
}

function json(status: number, body: object): HttpResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
