/** `npm run proof`: proves every lab (starter, every mutant, the solution 20 times) and closes with the sum. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { labs } from "../course.config.ts";

const slab = fileURLToPath(new URL("../grader/bin/slab.js", import.meta.url));
const sum = { passed: 0, failed: 0 };

for (const lab of labs) {
  const child = spawn(process.execPath, [slab, "--lang", "en", "dev", "verify", lab], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  let counted = false;
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    const result = /^(\d+) passed, (\d+) failed$/.exec(line);
    if (!result) continue;
    counted = true;
    sum.passed += Number(result[1]);
    sum.failed += Number(result[2]);
  }
  // A proof that broke off counts as one failure.
  if ((await exited) !== 0 && (!counted || sum.failed === 0)) sum.failed++;
}
console.log(`proof: ${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed || !sum.passed ? 1 : 0;
