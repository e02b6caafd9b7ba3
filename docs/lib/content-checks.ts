import type { AstroIntegration } from "astro";
import { contentProblems } from "./checks.ts";

/** Fails the build on content that is wrong, before a page is rendered; the same checks as `node docs/check.ts`. */
export function contentChecks(): AstroIntegration {
  return {
    name: "course:content-checks",
    hooks: {
      "astro:build:start": () => {
        const problems = contentProblems();
        if (problems.length)
          throw new Error(
            `${problems.length} problems in the content:\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
          );
      },
    },
  };
}
