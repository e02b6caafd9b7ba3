/**
 * `npm run proof`: proves every lab (starter, every mutant, the solution 20 times), that SQS and Lambda lose and double nothing, that every policy
 * statement of the sandbox's test apps counts, and that 200 deployments leave nothing behind; closes with the sum. `npm run proof labs`,
 * `... queues`, `... iam [app...]` and `... cycles` do one part.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { proveQueues } from "../sandbox/src/proof/queue-delivery.ts";
import { mutateIam } from "../sandbox/test-apps/mutate-iam.ts";
import { proveCycles } from "./cycles.ts";

interface Sum {
  passed: number;
  failed: number;
}

const parts: Record<string, (names: string[]) => Promise<Sum>> = {
  labs: proveLabs,
  queues: proveQueues,
  iam: proveIam,
  cycles: () => proveCycles(),
};

const [chosen, ...names] = process.argv.slice(2);
const sum: Sum = { passed: 0, failed: 0 };
for (const [part, prove] of Object.entries(parts)) {
  if (chosen !== undefined && chosen !== part) continue;
  const { passed, failed } = await prove(names);
  sum.passed += passed;
  // A part that proved nothing has failed.
  sum.failed += passed || failed ? failed : 1;
}
console.log(`proof: ${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed || !sum.passed ? 1 : 0;

async function proveLabs(): Promise<Sum> {
  const slab = fileURLToPath(new URL("../grader/bin/slab.js", import.meta.url));
  const child = spawn(process.execPath, [slab, "--lang", "en", "dev", "verify", "--all"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  const result: Sum = { passed: 0, failed: 0 };
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    const counts = /^(\d+) passed, (\d+) failed$/.exec(line);
    if (counts) Object.assign(result, { passed: Number(counts[1]), failed: Number(counts[2]) });
  }
  // A proof that broke off counts as one failure.
  if ((await exited) !== 0 && result.failed === 0) result.failed++;
  return result;
}

async function proveIam(apps: string[]): Promise<Sum> {
  const startedAt = performance.now();
  const proof = await mutateIam(apps);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  for (const failure of proof.failures) console.log(`failed: ${failure}`);
  const { statements, denied, superfluous, failures } = proof;
  console.log(
    `iam: ${proof.apps} apps, ${statements} statements: ${denied} denied, ${superfluous} superfluous, ${failures.length} failed (${seconds} s)`,
  );
  return { passed: denied + superfluous, failed: failures.length };
}
