import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const TESTS = /(\.test|^testing|\/testing)\.ts$/;
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !TESTS.test(file),
);

test.each(files)("%s runs in a browser too: it imports only from this folder, else types", (file) => {
  const source = readFileSync(`${import.meta.dirname}/${file}`, "utf8");
  const depth = file.split(/[/\\]/).length - 1;

  const imports = [...source.matchAll(/^import (?!type )[^;]*from "([^"]+)"/gm)].map(([, from]) => from!);

  for (const from of imports) {
    expect(from).toMatch(/^\.\.?\/[\w./-]+\.ts$/);
    expect(from.split("/").filter((part) => part === "..").length).toBeLessThanOrEqual(depth);
  }
  expect(source).not.toMatch(/\b(Buffer\.|process\.\w|require\()/);
});
