import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const TESTS = /(\.test|^testing|\/testing)\.ts$/;
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !TESTS.test(file),
);

test.each(files)(
  "%s runs in a browser too: it imports only from this folder and what has no imports of its own, else types",
  (file) => {
    const source = readFileSync(`${import.meta.dirname}/${file}`, "utf8");

    const imports = [...source.matchAll(/^import (?!type )[^;]*from "([^"]+)"/gm)].map(([, from]) => from!);

    for (const from of imports) {
      expect(from).toMatch(/^\.\.?\/[\w./-]+\.ts$/);
      const imported = relative(import.meta.dirname, join(import.meta.dirname, dirname(file), from));
      if (imported.startsWith(".."))
        expect(readFileSync(join(import.meta.dirname, imported), "utf8")).not.toMatch(/^import /m);
    }
    expect(source).not.toMatch(/\b(Buffer\.|process\.\w|require\()/);
  },
);
