import childProcess from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Loaded into the process of the learner's app for `--inspect` (`node --import`): every bundle that the CDK makes with esbuild gets a source map,
 * so that breakpoints are set in the learner's own files, whatever the stack says about `sourceMap`.
 */
const { spawnSync } = childProcess;
const MAP = /\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/;

childProcess.spawnSync = ((command: string, parameters?: readonly string[], options?: object) => {
  const outfile = parameters?.find((word) => word.startsWith("--outfile="))?.slice("--outfile=".length);
  if (!outfile || !parameters?.includes("--bundle")) return spawnSync(command, parameters ?? [], options ?? {});
  const own = parameters.filter((word) => !word.startsWith("--sourcemap"));
  const result = spawnSync(command, [...own, "--sourcemap=inline"], options ?? {});
  if (existsSync(outfile)) nameSources(outfile);
  return result;
}) as typeof spawnSync;
syncBuiltinESMExports();

/** esbuild names sources relative to the bundle, which will be deployed elsewhere. */
function nameSources(bundle: string): void {
  const code = readFileSync(bundle, "utf8");
  const encoded = MAP.exec(code)?.[1];
  if (!encoded) return;
  const map = JSON.parse(Buffer.from(encoded, "base64").toString()) as { sources: string[] };
  map.sources = map.sources.map((source) => pathToFileURL(resolve(dirname(bundle), source)).href);
  const named = Buffer.from(JSON.stringify(map)).toString("base64");
  writeFileSync(bundle, code.replace(MAP, `//# sourceMappingURL=data:application/json;base64,${named}\n`));
}
