import { createRequire, registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

/** This file lies in the sandbox's own package: what it can import, the managed runtime carries. */
const RUNTIME = import.meta.url;
const requireHere = createRequire(RUNTIME);
const CARRIED = /^@(aws-sdk|smithy)\//;

/**
 * Finds modules as the managed runtime does: the function's own node_modules first, then AWS SDK v3, which the runtime brings.
 * Nothing else of the sandbox's node_modules can be reached, so that a dependency missing in the bundle is missing here too.
 */
export function carryTheSdk(runtime: string): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const isSdkV2 = specifier === "aws-sdk" || specifier.startsWith("aws-sdk/");
      if (!isSdkV2 && !CARRIED.test(specifier)) return nextResolve(specifier, context);
      try {
        return nextResolve(specifier, context);
      } catch (error) {
        if (!isSdkV2 && context.conditions.includes("import"))
          return nextResolve(specifier, { ...context, parentURL: RUNTIME });
        // require() does not look at parentURL.
        if (!isSdkV2) return { url: pathToFileURL(requireHere.resolve(specifier)).href, shortCircuit: true };
        if (Number(/^nodejs(\d+)/.exec(runtime)?.[1]) <= 16 && error instanceof Error)
          error.message += `\n(The ${runtime} runtime of AWS carried AWS SDK v2, "aws-sdk". The sandbox does not: bundle it, or use AWS SDK v3, "@aws-sdk/client-*".)`;
        throw error;
      }
    },
  });
}
