import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstLab as lab, labs } from "../../course.config.ts";
import { initLanguage } from "./language.ts";
import { readManifest, readStrings } from "./lab/manifest.ts";
import { copyCheckout, expectRefused, type Checkout } from "./testing.ts";

const LOGS = "keeps-logs-a-week";
const MISSING = "missing-note-is-404";

initLanguage("en");
const manifest = readManifest(lab);
const strings = readStrings(lab);
let checkout: Checkout;
const work = (file: string): string => join(checkout.dir, "work", lab, file);

beforeAll(() => {
  checkout = copyCheckout();
});
afterAll(() => checkout.remove());

describe("a learner asks for help", () => {
  test("hint before any check says what to run", async () => {
    await checkout.slab(["start", lab]);

    const { code, output } = await checkout.slab(["hint", lab]);

    expect(output).toContain(`npx slab check ${lab}`);
    expect(code).toBe(2);
  });

  test("--only runs checks and tasks by id, --junit tells CI, and a first pass says why it matters", async () => {
    const junit = join(checkout.dir, "out", "junit.xml");
    const only = ["check", lab, "--plain", "--only", `read,${LOGS}`];
    const { code, output } = await checkout.slab([...only, "--junit", junit, "--results", "out/only.json"]);

    expect(code).toBe(1);
    expect(output).toContain(`(${MISSING})`);
    expect(output).toContain(`why it matters  ${strings.checks[LOGS]!.why}`);
    expect(output).not.toContain("(deletes-a-note)");
    expect(output).toContain(`2 of ${manifest.checks.length} checks ran`);
    const results = JSON.parse(readFileSync(join(checkout.dir, "out/only.json"), "utf8")) as {
      status: string;
      tests: { name: string; verdict: string }[];
    };
    expect(results.status).toBe("fail");
    const ran = results.tests.filter(({ verdict }) => verdict !== "skip");
    expect(ran).toMatchObject([
      { name: MISSING, verdict: "fail" },
      { name: LOGS, verdict: "pass" },
    ]);

    const xml = readFileSync(junit, "utf8");
    expect(xml).toContain(`tests="${manifest.checks.length}" failures="1" errors="0"`);
    expect(xml).toMatch(/<testcase [^>]*name="missing-note-is-404: [^>]*>\n<failure message="expected HTTP 404; found/);
    expect(xml).toMatch(/<testcase [^>]*name="keeps-logs-a-week: [^>]*\/>/);

    expect((await checkout.slab(only)).output).not.toContain("why it matters");
  });

  test("--junit holds one error when the app cannot be judged", async () => {
    const original = readFileSync(work("app.ts"), "utf8");
    writeFileSync(work("app.ts"), `throw new Error("\\u001b[31m<no> & \\u0000 app");\n`);
    const { code } = await checkout.slab(["check", lab, "--plain", "--junit", "out/broken.xml"]);
    writeFileSync(work("app.ts"), original);

    const xml = readFileSync(join(checkout.dir, "out/broken.xml"), "utf8");
    expect(code).toBe(2);
    expect(xml).toContain('tests="1" failures="0" errors="1"');
    expect(xml).toContain("&lt;no&gt; &amp; ? app");
    expect(
      spawnSync("python3", [
        "-c",
        "import sys, xml.dom.minidom as x; x.parse(sys.argv[1])",
        join(checkout.dir, "out/broken.xml"),
      ]).status ?? 0,
    ).toBe(0);
  });

  test("hint goes one level further with each call: observed, concept, API, place in the solution", async () => {
    const texts = strings.checks[MISSING]!;
    const place = `solutions/${lab}/functions/read-notes/index.ts`;
    const lines = readFileSync(join(checkout.dir, place), "utf8").split("\n");
    const line = lines.findIndex((text) => text.includes("function getNote(")) + 1;
    const levels = [/expected +HTTP 404/, texts.hint, texts.api, `${place}:${line}`];
    for (let level = 1; level <= 4; level++) {
      const { code, output } = await checkout.slab(["hint", lab]);
      expect(code).toBe(0);
      levels.forEach((text, index) => {
        if (index < level) expect(output).toMatch(text);
        else expect(output).not.toMatch(text);
      });
    }
    expect((await checkout.slab(["hint", lab])).output).toContain("That is the last level");
  });

  test("hint of a check that passed says why it matters; --level shows what is asked for; saved changes are noticed", async () => {
    expect((await checkout.slab(["hint", lab, LOGS])).output).toContain(strings.checks[LOGS]!.why);
    const concept = await checkout.slab(["hint", lab, "deletes-a-note", "--level", "2", "--lang", "vi"]);
    expect(concept.output).toContain(readStrings(lab, "vi").checks["deletes-a-note"]!.hint);
    expect(concept.output).not.toContain(readStrings(lab, "vi").checks["deletes-a-note"]!.api);
    const later = new Date(Date.now() + 60_000);
    utimesSync(work("app.ts"), later, later);
    expect((await checkout.slab(["hint", lab])).output).toContain("You have saved changes since the last check");
  });

  test("a pointer into the solution that leads nowhere is named", async () => {
    const file = join(checkout.dir, "labs", lab, "lab.json");
    const original = readFileSync(file, "utf8");
    writeFileSync(file, original.replace('"async function deleteNote("', '"function removed("'));
    try {
      const hint = await checkout.slab(["hint", lab, "deletes-a-note", "--level", "4"]);
      expect(hint.output).toMatch(/"function removed\(" stands there 0 times, not once/);
      expect(hint.code).toBe(2);
    } finally {
      writeFileSync(file, original);
    }
  });

  test("diff shows yours against the solution, of one file or of all that differ", async () => {
    const one = await checkout.slab(["diff", lab, `work/${lab}/functions/page.ts`]);
    expect(one.output).toContain(`--- work/${lab}/functions/page.ts\n+++ solutions/${lab}/functions/page.ts\n@@ `);
    expect(one.output).toContain("1 file differs.");
    expect(one.code).toBe(0);

    appendFileSync(work("app.ts"), "// mine\n");
    writeFileSync(work("functions/own.ts"), "export {};\n");
    const all = await checkout.slab(["diff", lab]);
    expect(all.output).toContain("-// mine");
    expect(all.output).toContain("+++ /dev/null");
    // The starter's own marks of excerpts are no difference.
    expect(all.output).not.toContain(`--- work/${lab}/functions/table.ts`);
  });

  test.each([
    [["check", lab, "--only", "nonsense"], /no check or task "nonsense"[\s\S]*permissions: grants-least-privilege/],
    [["hint", lab, "nonsense"], /no check or task "nonsense"/],
    [["hint", lab, "--level", "5"], /not a level of hints/],
    [["diff", lab, "nonsense.ts"], /has a file "nonsense\.ts"[\s\S]*functions\/page\.ts/],
    [["completion", "tcsh"], /Use one of: bash, zsh, fish/],
    [["watch", "no-such-lab"], /no lab "no-such-lab"/],
  ])("slab %j is told, with exit code 2", (parameters, why) => expectRefused(checkout, parameters, why));

  test("clean removes what runs left and nothing of the learner's, backups only by name", async () => {
    mkdirSync(work("cdk.out"), { recursive: true });
    writeFileSync(work("cdk.out/manifest.json"), "{}");
    const composed = join(checkout.dir, ".slab/composed", `${lab}-broad-grant-999999`);
    cpSync(work("lib"), composed, { recursive: true });
    await checkout.slab(["reset", lab]);
    mkdirSync(work("cdk.out"), { recursive: true });
    writeFileSync(work("cdk.out/manifest.json"), "{}");
    const backups = join(checkout.dir, ".slab/backups");

    const preview = await checkout.slab(["clean", "--dry-run"]);
    expect(preview.output).toContain("would be removed");
    expect(existsSync(composed)).toBe(true);

    const { code, output } = await checkout.slab(["clean"]);
    expect(code).toBe(0);
    expect(output).toContain(`work/${lab}/cdk.out`);
    expect(output).toContain("1 backup of your work stays");
    expect([composed, work("cdk.out"), backups, work("app.ts")].map((path) => existsSync(path))).toEqual([
      false,
      false,
      true,
      true,
    ]);

    expect((await checkout.slab(["clean", "--backups"])).output).toMatch(/\.slab\/backups\/.* backup of your work/);
  });
});

describe("slab doctor", () => {
  test("looks at the machine and starts a sandbox", async () => {
    const { output } = await checkout.slab(["doctor"], { AWS_PROFILE: "", HOME: checkout.dir });

    for (const text of ["Node v24", "git version", "Can write to", "free on the disk", "The sandbox starts"])
      expect(output).toContain(text);
  });

  test("names each finding with its cure: a port in use, variables, a key that never expires, a missing package", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      // In use already: just as good.
      server.once("error", () => resolve()).listen(4566, "127.0.0.1", resolve);
    });
    const grader = join(checkout.dir, "grader/package.json");
    const original = readFileSync(grader, "utf8");
    writeFileSync(grader, original.replace(`"ajv": "`, `"no-such-package": "1.0.0", "ajv": "`));
    try {
      const { code, output } = await checkout.slab(["doctor"], {
        AWS_ENDPOINT_URL: "http://127.0.0.1:1",
        AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      });

      expect(output).toMatch(/note +Port 4566 is in use[\s\S]*-> .*slab sandbox --port 0/);
      expect(output).toMatch(/WARN +AWS_ENDPOINT_URL is set/);
      expect(output).toMatch(/WARN +AWS_ACCESS_KEY_ID holds a key that never expires/);
      expect(output).not.toContain("AKIAIOSFODNN7EXAMPLE");
      expect(output).toMatch(/BAD +Packages are missing.*no-such-package - \(1\.0\.0\)[\s\S]*-> Run npm ci/);
      expect(output).toContain("slab cannot run here");
      expect(code).toBe(2);
    } finally {
      server.close();
      writeFileSync(grader, original);
    }
  });

  test("--aws without credentials says what to set", async () => {
    const { code, output } = await checkout.slab(["doctor", "--aws"], {
      AWS_PROFILE: "",
      AWS_ACCESS_KEY_ID: "",
      AWS_SECRET_ACCESS_KEY: "",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: "eu-central-1",
    });

    expect(output).toMatch(/BAD +No AWS account can be reached/);
    expect(code).toBe(2);
  });

  test("speaks the language that was asked for", async () => {
    expect((await checkout.slab(["doctor", "--lang", "zh"])).output).toContain("沙箱能启动");
  });
});

describe("completion", () => {
  const complete = async (...words: string[]): Promise<string[]> =>
    (await checkout.slab(["complete", "--", ...words])).output
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split("\t")[0]!);

  test.each([
    [["wa"], ["watch"]],
    [["check", ""], labs],
    [["check", lab, "--ju"], ["--junit"]],
    [
      ["check", lab, "--only", "read,del"],
      ["read,delete", "read,deletes-a-note"],
    ],
    [["check", lab, "--results", ""], []],
    [["hint", lab, "keeps"], [LOGS]],
    [["diff", lab, "app"], ["app.ts"]],
    [["dev", "ver"], ["verify"]],
    [
      ["--lang", ""],
      ["en", "zh", "vi"],
    ],
  ])("of %j offers %j", async (words, expected) => {
    expect(await complete(...words)).toEqual(expected);
  });

  const shells = ["bash", "zsh", "fish"].filter((shell) => spawnSync(shell, ["--version"]).status === 0);
  test.each(shells)("the script for %s is valid there", async (shell) => {
    const { output } = await checkout.slab(["completion", shell]);
    const file = join(checkout.dir, `completion.${shell}`);
    writeFileSync(file, output);

    expect(spawnSync(shell, ["-n", file], { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  });

  test("in bash, Tab completes a lab and a check", async () => {
    const { output } = await checkout.slab(["completion", "bash"]);
    const tab = (...words: string[]): string =>
      `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _slab; echo "\${COMPREPLY[@]}"`;
    const script = [output, tab("slab", "hint", lab.slice(0, 3)), tab("slab", "hint", lab, "keeps")].join("\n");

    const bash = spawnSync("bash", ["--norc", "-c", script], {
      encoding: "utf8",
      env: { ...process.env, SLAB_LANG: "en", NODE_OPTIONS: "" },
    });

    expect(bash.stdout).toBe(`${lab}\n${LOGS}\n`);
  });
});
