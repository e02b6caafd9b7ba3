import type { DataPlaneContext } from "../core/service.ts";
import { defineStore } from "../core/state.ts";
import { BackendTimeout, BackendUnreachable, reach, send } from "./backend.ts";
import { InvalidToken, type Jwk } from "./jwt.ts";

interface Keys {
  keys: Jwk[];
  expiresAt: number;
}

/** By issuer. */
const known = defineStore("global", () => new Map<string, Keys>());

/** The time a request to an issuer may take, and the time its keys are kept. */
interface Limits {
  timeoutMs: number;
  ttlMs: number;
}

/**
 * The public keys of an issuer: its discovery document names the place. An issuer that cannot be reached makes every token invalid. The two texts
 * are AWS's; `cause` says more.
 */
export async function keysOf(issuer: string, { timeoutMs, ttlMs }: Limits, context: DataPlaneContext): Promise<Jwk[]> {
  const store = context.allState.get(known, "", "");
  const found = store.get(issuer);
  const now = context.clock.now();
  if (found && found.expiresAt > now) return found.keys;
  const get = (url: string) => fetchJson(url, timeoutMs, context.endpoint);
  const discovery = await get(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`).catch(
    (error: unknown) => {
      throw failureOf("OIDC discovery endpoint communication error", error);
    },
  );
  const keys = await get(String(discovery["jwks_uri"])).catch((error: unknown) => {
    throw failureOf("JWKS communication error", error);
  });
  const list = Array.isArray(keys["keys"]) ? (keys["keys"] as Jwk[]) : [];
  store.set(issuer, { keys: list, expiresAt: now + ttlMs });
  return list;
}

function failureOf(text: string, error: unknown): unknown {
  const isKnown =
    error instanceof BackendUnreachable ||
    error instanceof BackendTimeout ||
    error instanceof SyntaxError ||
    (error instanceof TypeError && (error as { code?: string }).code === "ERR_INVALID_URL");
  return isKnown ? new InvalidToken(text, { cause: error }) : error;
}

async function fetchJson(address: string, timeoutMs: number, endpoint: string): Promise<Record<string, unknown>> {
  const url = new URL(address);
  const { status, body } = await send(
    { url: reach(url, endpoint), method: "GET", headers: { Host: url.host }, body: Buffer.alloc(0) },
    timeoutMs,
  );
  if (status !== 200) throw new BackendUnreachable(`${address} answered ${status}`);
  const value = JSON.parse(body.toString()) as unknown;
  if (value === null || typeof value !== "object") throw new SyntaxError(`${address} answered no object`);
  return value as Record<string, unknown>;
}
