import { enableCompileCache } from "node:module";
import { describeError } from "../describe-error.ts";
import { initLanguage } from "../language.ts";
import type { CheckResult } from "../run/verdict.ts";
import { gradeApp, type GradedApp } from "./graded-app.ts";

/** The process of `grading-pool.ts`: grades one app after the other, so that toolkit and check engine are loaded once. Ends with its parent. */
export type Answer = { results: CheckResult[] } | { problem: string };

enableCompileCache();
const [language] = process.argv.slice(2);
initLanguage(language!);

process.on("message", (app: GradedApp) => {
  gradeApp(app).then(
    (results) => answer({ results }),
    (error: unknown) => answer({ problem: describeError(error) }),
  );
});
process.once("disconnect", () => process.exit());

function answer(message: Answer): void {
  process.send!(message);
}
