#!/usr/bin/env node
// Plain JavaScript, because it must start on any Node >= 20: it hands over to the Node 24 that the project brings through npm.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const ownNode = fileURLToPath(
  new URL(`../../node_modules/.bin/node${process.platform === "win32" ? ".cmd" : ""}`, import.meta.url),
);

if (Number(process.versions.node.split(".")[0]) >= 24) {
  module.enableCompileCache?.();
  await import(main);
} else if (existsSync(ownNode)) {
  const child = spawn(ownNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  // Ctrl-C reaches the child by itself; this one only waits for its exit code.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
  child.on("exit", (code, signal) => process.exit(signal ? 130 : (code ?? 2)));
} else {
  console.error(
    `slab needs Node 24 and this is ${process.version}. Run "npm ci" in the course folder; it brings Node 24 along.`,
  );
  process.exitCode = 2;
}
