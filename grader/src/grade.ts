import { rmSync } from "node:fs";
import { join } from "node:path";
import { createTempFolder } from "@course/sandbox/temp-folder";
import type { Session } from "./checks/session.ts";
import { precheck, type StackPlan } from "./deploy/precheck.ts";
import { synthesize } from "./deploy/synth.ts";
import type { ResourceEvent } from "./deploy/toolkit.ts";
import { UserError } from "./errors.ts";
import { readStrings, type Manifest } from "./lab/manifest.ts";
import type { CheckRun } from "./run/checks.ts";
import { collectEvidence, type Evidence } from "./run/evidence.ts";
import type { CheckResult } from "./run/verdict.ts";
import { controlSandbox } from "./target/sandbox.ts";
import { enter, type Target } from "./target/target.ts";

export type Phase = "synth" | "deploy" | "checks" | "evidence" | "destroy";

export interface GradeOptions {
  manifest: Manifest;
  /** The folder with its cdk.json, or an assembly of it that was made before (proofs). */
  app: { folder: string } | { assembly: string };
  target: Target;
  /** Run these checks alone; the others are skipped. */
  only?: ReadonlySet<string> | undefined;
  /** No check ends for want of time: somebody looks around with a debugger. */
  unlimited?: boolean;
  /** Leave the stack deployed. */
  keep: boolean;
  /** Where a stack of an earlier run stands, swap code and settings in place if possible: quick, but no verdict. */
  hotswap?: boolean;
  /** Aborted: no further phase starts, and what was deployed is destroyed. */
  signal?: AbortSignal;
  /** Says what is about to be deployed, and may refuse by throwing. */
  confirm?: (plan: StackPlan) => Promise<void>;
  onPhase: (phase: Phase) => void;
  /** The stack could not be removed, and may still be there. The error is given when nothing else went wrong: the verdict stands. */
  onLeftBehind?: (error?: unknown) => void;
  onEvent?: (event: ResourceEvent) => void;
  onResult?: (result: CheckResult) => void;
}

export interface Grade {
  results: CheckResult[];
  evidence: Evidence;
  outputs: Record<string, string>;
}

/**
 * The one way of a lab run: synth -> pre-check -> deploy -> checks -> evidence -> destroy. What needs no other part's answer starts at
 * once: sandbox, toolkit and check engine load while the app is synthesised. Rejects when it cannot judge; the stack is destroyed then too.
 */
export async function grade(options: GradeOptions): Promise<Grade> {
  const { manifest, app } = options;
  const onPhase = (phase: Phase): void => {
    options.signal?.throwIfAborted();
    options.onPhase(phase);
  };
  const folder = createTempFolder("slab");
  let checks: CheckRun | undefined;
  try {
    onPhase("synth");
    const outdir = "assembly" in app ? app.assembly : join(folder, "cdk.out");
    const synthesized = "folder" in app ? synthesize(app.folder, outdir, options.target) : Promise.resolve();
    // A rejection while the rest is loaded must not end the process before it is awaited below.
    synthesized.catch(() => {});
    const target = await options.target.open();
    enter(target);
    const [{ StackDeployment, loadResourceDatabase }, { CheckRun }] = await Promise.all([
      import("./deploy/toolkit.ts"),
      import("./run/checks.ts"),
      target.sandbox && controlSandbox(target.sandbox, "warm"),
    ]);
    checks = new CheckRun(manifest, target, {
      onResult: options.onResult ?? (() => {}),
      only: options.only,
      unlimited: options.unlimited,
    });
    loadResourceDatabase();
    await synthesized;
    const plan = precheck(outdir, manifest.stack);
    await options.confirm?.(plan);

    onPhase("deploy");
    const deployment = new StackDeployment({
      outdir,
      stackName: manifest.stack,
      target,
      onEvent: options.onEvent ?? (() => {}),
    });
    let isDestroyed = options.keep;
    try {
      const { outputs } = await deployment.deploy(manifest.id, { hotswap: options.hotswap === true });
      onPhase("checks");
      const session: Session = {
        lab: manifest.id,
        stackName: manifest.stack,
        outputs,
        texts: readStrings(manifest.id).texts,
        ...(target.sandbox ? { sandbox: { endpoint: target.sandbox.endpoint, token: target.sandbox.token } } : {}),
      };
      const results = await checks.run(session);
      onPhase("evidence");
      const evidence = await collectEvidence(manifest.id, manifest.stack, target.kind);
      if (!options.keep) {
        onPhase("destroy");
        isDestroyed = true;
        await deployment.destroy().catch((error: unknown) => options.onLeftBehind?.(error));
      }
      return { results, evidence, outputs };
    } finally {
      // The way out after a failure: nothing may stay in an account. What went wrong first is what is told.
      if (!isDestroyed) await deployment.destroy().catch(() => options.onLeftBehind?.());
    }
  } catch (error) {
    throw options.target.isAlive() ? error : new UserError("sandboxEnded");
  } finally {
    await checks?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
