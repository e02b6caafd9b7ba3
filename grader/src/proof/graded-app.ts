import { grade } from "../grade.ts";
import { appFiles, filesIn } from "../lab/app-files.ts";
import { composeApp, removeComposed } from "../lab/compose.ts";
import { readManifest } from "../lab/manifest.ts";
import type { SolutionPatch } from "../lab/patches.ts";
import { labDir, solutionDir } from "../paths.ts";
import type { CheckResult } from "../run/verdict.ts";
import { controlSandbox, startSandboxTarget } from "../target/sandbox.ts";
import type { Target } from "../target/target.ts";
import { assemblyOf } from "./assembly-cache.ts";

/** An app of a lab that a proof grades. */
export interface GradedApp {
  lab: string;
  app: "starter" | "solution" | SolutionPatch;
}

/**
 * Grades as `slab check` does, from an assembly that may have been made before, and in a sandbox that is emptied before each app. Mutants need not pass the
 * linter of the CDK, which takes more than half of a synthesis; everything else has the linter of a learner's run.
 */
export async function gradeApp({ lab, app }: GradedApp): Promise<CheckResult[]> {
  const isMutant = typeof app === "object" && app.kind === "mutants";
  const target = await emptiedSandbox();
  const synthTarget = isMutant
    ? { ...target, synthEnvironment: { ...target.synthEnvironment, CDK_VALIDATION: "false" } }
    : target;
  const { results } = await grade({
    manifest: readManifest(lab),
    app: { assembly: await assemble(lab, app, synthTarget) },
    target,
    // The next app finds the sandbox emptied anyway; that a stack goes without a trace is seen with the others.
    keep: isMutant,
    onPhase: () => {},
    onLeftBehind: (error) => {
      if (error) throw error;
    },
  });
  return results;
}

async function assemble(lab: string, app: GradedApp["app"], target: Target): Promise<string> {
  if (app === "starter") return assemblyOf(labDir(lab), appFiles(lab, "starter"), target);
  if (app === "solution") return assemblyOf(solutionDir(lab), appFiles(lab, "solution"), target);
  const folder = composeApp(lab, app);
  try {
    return await assemblyOf(folder, filesIn(folder), target);
  } finally {
    removeComposed(folder);
  }
}

let shared: ReturnType<typeof startSandboxTarget> | undefined;

async function emptiedSandbox(): Promise<Target> {
  if (!shared?.isAlive()) shared = startSandboxTarget();
  const { sandbox } = await shared.open();
  await controlSandbox(sandbox!, "reset");
  return shared;
}
