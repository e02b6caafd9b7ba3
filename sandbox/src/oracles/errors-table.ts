import type { Reporter, TestModule } from "vitest/node";

/** Prints, by service, how many of the recorded errors our operations can raise, how many have a request, and how many of the answers equal AWS's. */
export class ErrorsTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules
      .flatMap((module) => rowOf(module) ?? [])
      .toSorted((a, b) => a.service.localeCompare(b.service));
    if (rows.length === 0) return;
    const sum = (key: "covered" | "raisable" | "all" | "equal"): number =>
      rows.reduce((total, row) => total + row[key], 0);
    const total = {
      service: "all",
      covered: sum("covered"),
      raisable: sum("raisable"),
      all: sum("all"),
      equal: sum("equal"),
    };
    console.log("\nErrors recorded from AWS, by service: covered / raisable / all, and equal to AWS's code and text");
    for (const { service, covered, raisable, all, equal } of [...rows, total]) {
      const share = raisable === 0 ? "-" : `${((100 * equal) / raisable).toFixed(1)} %`;
      console.log(
        `  ${service.padEnd(16)} ${`${covered} / ${raisable} / ${all}`.padEnd(18)} equal ${equal} (${share})`,
      );
    }
  }
}

interface Row {
  service: string;
  all: number;
  raisable: number;
  covered: number;
  equal: number;
}

function rowOf(module: TestModule): Row | undefined {
  const tests = [...module.children.allTests()];
  const counted = tests.map((test) => test.meta().recordedErrors).find((meta) => meta !== undefined);
  if (!counted) return undefined;
  const covered = tests.filter((test) => test.meta().recordedError !== undefined);
  const equal = covered.filter((test) => test.meta().recordedError === "equal" && test.result().state === "passed");
  return { ...counted, covered: covered.length, equal: equal.length };
}
