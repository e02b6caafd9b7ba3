import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { createZip, readZip, writeEntries } from "./zip.ts";

const folder = mkdtempSync(join(tmpdir(), "zip-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOT_A_ZIP = "Could not unzip uploaded file. Please check your file, then try to upload again.";

/** Turns the only entry of a stored archive into a deflated one. */
function deflated(name: string, text: string): Buffer {
  const archive = createZip({ [name]: text });
  const data = deflateRawSync(Buffer.from(text));
  const start = 30 + name.length;
  const rest = archive.subarray(start + Buffer.byteLength(text));
  const result = Buffer.concat([archive.subarray(0, start), data, rest]);
  const central = start + data.length;
  for (const [at, size] of [
    [8, 18],
    [central + 10, central + 20],
  ] as const) {
    result.writeUInt16LE(8, at);
    result.writeUInt32LE(data.length, size);
  }
  result.writeUInt32LE(central, result.length - 6);
  return result;
}

describe("readZip", () => {
  test("stored and deflated files", () => {
    const text = "aaaaaaaaaa é ".repeat(100);

    expect(
      readZip(createZip({ "a.js": "1", "lib/b.js": text })).map(({ name, data }) => [name, data.toString()]),
    ).toEqual([
      ["a.js", "1"],
      ["lib/b.js", text],
    ]);
    expect(readZip(deflated("a.js", text))[0]!.data.toString()).toBe(text);
  });

  test.each(["../a.js", "lib/../../a.js", "/etc/a.js", "C:\\a.js", "..\\a.js"])(
    "a path that leaves the package: %s",
    (name) => {
      expect(() => readZip(createZip({ [name]: "x" }))).toThrow(NOT_A_ZIP);
    },
  );

  test("damaged archives", () => {
    const archive = createZip({ "a.js": "hello" });
    const wrongData = Buffer.from(archive);
    wrongData[35]! ^= 1;
    const wrongOffset = Buffer.from(archive);
    wrongOffset.writeUInt32LE(0xfffffff, archive.length - 6);

    for (const damaged of [
      Buffer.alloc(0),
      Buffer.alloc(100),
      archive.subarray(10),
      archive.subarray(0, -3),
      wrongData,
      wrongOffset,
    ])
      expect(() => readZip(damaged)).toThrow(NOT_A_ZIP);
  });

  test("symbolic links and too much data are refused", () => {
    const link = createZip({ a: "/etc/passwd" });
    link.writeUInt32LE(0o120777 * 0x10000, 30 + 1 + 11 + 38);
    const bomb = createZip({ a: "x" });
    bomb.writeUInt32LE(300_000_000, 30 + 1 + 1 + 24);

    expect(() => readZip(link)).toThrow("symbolic links");
    expect(() => readZip(bomb)).toThrow("Unzipped size must be smaller than 262144000 bytes");
  });
});

test("writeEntries keeps the permissions", async () => {
  const target = join(folder, "code");
  await writeEntries(readZip(createZip({ "lib/a.js": "1" })), target);

  expect(readFileSync(join(target, "lib/a.js"), "utf8")).toBe("1");
  expect(statSync(join(target, "lib/a.js")).mode & 0o777).toBe(0o644);
});
