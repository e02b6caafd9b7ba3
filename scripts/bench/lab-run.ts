import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { firstLab, labs } from "../../course.config.ts";
import { solutionDir } from "../../grader/src/paths.ts";
import { command } from "./measure.ts";
import type { Report } from "./report.ts";

const slab = fileURLToPath(new URL("../../grader/bin/slab.js", import.meta.url));
const checkOf = (lab: string): string[] => [slab, "--lang", "en", "check", lab, "--solution", "--plain"];

/** The whole command against a bare synthesis of the same app, by turns. */
export async function labRun(report: Report): Promise<void> {
  const whole: number[] = [];
  const bare: number[] = [];
  const phases: { deploy: number; destroy: number }[] = [];
  const check = checkOf(firstLab);
  await command(check);
  for (let run = 0; run < 7; run++) {
    bare.push((await bareSynthesis(firstLab)).seconds);
    const { seconds, output } = await command(check);
    whole.push(seconds);
    phases.push(readPhases(output));
  }
  const minusSynth = whole.map((seconds, run) => seconds - bare[run]!);
  const toSynth = whole.map((seconds, run) => seconds / bare[run]!);
  report("check-whole", whole, "s");
  report("synth-bare", bare, "s");
  report("check-minus-synth", minusSynth, "s", { most: 2.5 });
  report("check-to-synth-ratio", toSynth, "x");

  const deploy = phases.map((phase) => phase.deploy);
  const destroy = phases.map((phase) => phase.destroy);
  report("deploy-after-synth", deploy, "s", { most: 1.0 });
  report("destroy", destroy, "s", { most: 0.3 });
}

/** What slab adds to a bare synthesis, for every lab of the course. */
export async function eachLab(report: Report): Promise<void> {
  for (const lab of labs) {
    const added: number[] = [];
    await command(checkOf(lab));
    for (let run = 0; run < 3; run++) {
      const bare = await bareSynthesis(lab);
      added.push((await command(checkOf(lab))).seconds - bare.seconds);
    }
    report(`check-minus-synth-${lab}`, added, "s", { most: 4 });
  }
}

/** Seconds of two phases as slab itself prints them: "✔ Deploy [0.42 s]". */
function readPhases(output: string): { deploy: number; destroy: number } {
  const phase = (name: string): number => Number(new RegExp(`✔ ${name} \\[([\\d.]+) s\\]`).exec(output)![1]);
  return { deploy: phase("Deploy"), destroy: phase("Destroy") };
}

async function bareSynthesis(lab: string): Promise<{ seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), "bench-bare-"));
  try {
    return await command(["app.ts"], { cwd: solutionDir(lab), env: { ...process.env, CDK_OUTDIR: folder } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
