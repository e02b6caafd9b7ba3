/** A small repository in a temporary folder, for tests. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export interface Fixture {
  root: string;
  write(file: string, content: string | object): void;
  read(file: string): string;
  /** Replaces text that must be there. */
  edit(file: string, found: string, replacement: string): void;
}

/** Files by path; objects are written as JSON. Gone at the end of the test. */
export function createFixture(files: Record<string, string | object>): Fixture {
  const root = mkdtempSync(join(tmpdir(), "course-translation-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const fixture: Fixture = {
    root,
    write(file, content) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
    },
    read: (file) => readFileSync(join(root, file), "utf8"),
    edit(file, found, replacement) {
      const text = fixture.read(file);
      if (!text.includes(found)) throw new Error(`${file} does not contain ${found}`);
      fixture.write(
        file,
        text.replace(found, () => replacement),
      );
    },
  };
  for (const [file, content] of Object.entries(files)) fixture.write(file, content);
  return fixture;
}
