import { createRequire, registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { underOpt } from "./mounts.ts";

/** This file lies in the sandbox's own package: what it can import, the managed runtime carries. */
const RUNTIME = import.meta.url;
const requireHere = createRequire(RUNTIME);
const CARRIED = /^@(aws-sdk|smithy)\//;
const BARE = /^[@a-zA-Z](?!\w*:)/;

/** import looks into the folders of NODE_PATH too, since nodejs18.x: https://aws.amazon.com/blogs/compute/node-js-18-x-runtime-now-available-in-aws-lambda/ */
function layerParents(runtime: string, optDir: string): string[] {
  const major = /\d+/.exec(runtime)?.[0];
  return [`nodejs/node${major}/index.mjs`, "nodejs/index.mjs"].map((path) => pathToFileURL(join(optDir, path)).href);
}

/**
 * Finds modules as the managed runtime does: the function's own node_modules first, then AWS SDK v3, which the runtime brings.
 * Nothing else of the sandbox's node_modules can be reached, so that a dependency missing in the bundle is missing here too.
 */
export function carryTheSdk(runtime: string, optDir: string | undefined): void {
  registerHooks({
    resolve(asked, context, nextResolve) {
      const specifier = underOpt(asked, optDir);
      const isSdkV2 = specifier === "aws-sdk" || specifier.startsWith("aws-sdk/");
      const isImport = context.conditions.includes("import");
      const isInLayer = optDir !== undefined && isImport && BARE.test(specifier);
      if (!isSdkV2 && !CARRIED.test(specifier) && !isInLayer) return nextResolve(specifier, context);
      try {
        return nextResolve(specifier, context);
      } catch (error) {
        if (isInLayer)
          for (const parentURL of layerParents(runtime, optDir))
            try {
              return nextResolve(specifier, { ...context, parentURL });
            } catch {
              // not there either
            }
        if (!isSdkV2 && !CARRIED.test(specifier)) throw error;
        if (!isSdkV2 && isImport) return nextResolve(specifier, { ...context, parentURL: RUNTIME });
        // require() does not look at parentURL.
        if (!isSdkV2) return { url: pathToFileURL(requireHere.resolve(specifier)).href, shortCircuit: true };
        if (Number(/^nodejs(\d+)/.exec(runtime)?.[1]) <= 16 && error instanceof Error)
          error.message += `\n(The ${runtime} runtime of AWS carried AWS SDK v2, "aws-sdk". The sandbox does not: bundle it, or use AWS SDK v3, "@aws-sdk/client-*".)`;
        throw error;
      }
    },
  });
}
