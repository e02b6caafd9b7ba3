import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const files = readdirSync(import.meta.dirname).filter((file) => /^[\w-]+\.ts$/.test(file));

test.each(files)("%s runs in a browser too: it imports only from this folder, else types", (file) => {
  const source = readFileSync(`${import.meta.dirname}/${file}`, "utf8");

  const imports = [...source.matchAll(/^import (?!type )[^;]*from "([^"]+)"/gm)].map(([, from]) => from);

  for (const from of imports) expect(from).toMatch(/^\.\/[\w-]+\.ts$/);
});
