import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import type { RoleSession } from "../../core/principal.ts";
import type { FunctionVersion, LambdaFunction } from "./function.ts";
import type { SessionCredentials } from "./runtime/deployment.ts";
import { Pool } from "./runtime/pool.ts";

/** A session of a function's role, as its environments and the delivery of its logs use it. */
export interface Session extends SessionCredentials {
  principal: RoleSession;
}

interface Engine {
  pool?: Pool;
  /** By role and function. */
  sessions: Map<string, Promise<Session>>;
  /** Log streams that exist, by group and stream. */
  streams: Set<string>;
}

const engine = defineStore("global", (): Engine => ({ sessions: new Map(), streams: new Set() }));

/** What runs the functions of this sandbox; made at the first use, ended with the sandbox. */
export function engineOf(context: OperationContext): Engine & { pool: Pool } {
  const state = context.state(engine);
  if (!state.pool) {
    const pool = new Pool({ clock: context.clock, endpoint: context.endpoint, tempDir: context.tempDir });
    state.pool = pool;
    context.onStop(() => pool.stop());
  }
  return state as Engine & { pool: Pool };
}

/** Ends the environments of a version that was replaced or deleted. */
export function retire(versions: Iterable<FunctionVersion>, context: OperationContext): void {
  const { pool } = context.state(engine);
  for (const version of versions) pool?.retire(version.deployment);
}

/** Every version of a function. */
export function allVersions(owner: LambdaFunction): FunctionVersion[] {
  return [owner.latest, ...owner.versions.values()];
}
