import { Listr, type ListrBaseClassOptions, type ListrTask } from "listr2";
import type { ResourceEvent } from "./deploy/toolkit.ts";
import type { Phase } from "./grade.ts";
import { t } from "./language.ts";

const PHASES: Phase[] = ["synth", "deploy", "checks", "evidence", "destroy"];

export interface Progress {
  onPhase(phase: Phase): void;
  onEvent(event: ResourceEvent): void;
  /** Ends the display; `failed` marks the phase that was running. */
  end(failed: boolean): Promise<void>;
}

interface Step {
  promise: Promise<void>;
  resolve: () => void;
  reject: (reason: Error) => void;
  /** A line below the phase, in a live list. */
  show?: (text: string) => void;
}

/** Shows the phases of a run as they pass: a live list in a terminal, one line each with `plain` or in a pipe. */
export function showProgress(options: { plain: boolean; keep: boolean }): Progress {
  const phases = PHASES.filter((phase) => phase !== "destroy" || !options.keep);
  const steps = new Map(phases.map((phase) => [phase, createStep()]));
  const tasks: ListrTask[] = phases.map((phase) => ({
    title: t(`phase.${phase}`),
    task: (_context, task) => {
      const step = steps.get(phase)!;
      step.show = (text) => (task.output = text);
      return step.promise;
    },
  }));
  const simple = { timer: timer() };
  const list = new Listr(tasks, {
    registerSignalListeners: false,
    renderer: options.plain ? "simple" : "default",
    rendererOptions: options.plain ? simple : { showErrorMessage: false, timer: timer() },
    fallbackRenderer: "simple",
    fallbackRendererOptions: simple,
  } as ListrBaseClassOptions);
  const shown = list.run().catch(() => {});
  let current: Phase | undefined;
  return {
    onPhase(phase) {
      if (current) steps.get(current)?.resolve();
      current = phase;
    },
    onEvent({ logicalId, status }) {
      if (current && !options.plain) steps.get(current)?.show?.(`${logicalId} ${status}`);
    },
    async end(failed) {
      if (failed && current) steps.get(current)?.reject(new Error("failed"));
      else for (const step of steps.values()) step.resolve();
      await shown;
    },
  };
}

function createStep(): Step {
  let resolve!: () => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}

function timer() {
  return {
    condition: true,
    field: (ms: number) => `${(ms / 1000).toFixed(2)} s`,
    format: () => (text: string) => text,
  };
}
