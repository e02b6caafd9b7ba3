import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { firstLab, labs } from "../../course.config.ts";
import { readManifest } from "./lab/manifest.ts";
import { GradingPool } from "./proof/grading-pool.ts";
import { problemsOf } from "./schema.ts";
import { copyCheckout, expectRefused, type Checkout } from "./testing.ts";

let checkout: Checkout;
const pool = new GradingPool("en");

beforeAll(() => {
  checkout = copyCheckout();
});
afterAll(() => {
  pool.close();
  checkout.remove();
});
beforeEach(() => {
  rmSync(join(checkout.dir, "work"), { recursive: true, force: true });
});

const results = (file: string): { status: string; tests: { name: string; verdict: string; hops?: object[] }[] } =>
  JSON.parse(readFileSync(join(checkout.dir, file), "utf8")) as ReturnType<typeof results>;

describe(`slab check ${firstLab}`, () => {
  const lab = firstLab;

  test("--solution passes every check and exits with 0", async () => {
    const { code, output } = await checkout.slab(["check", lab, "--solution", "--results", "out/solution.json"]);

    expect(output).toContain("PASSED");
    expect(code).toBe(0);
    const written = results("out/solution.json");
    expect(problemsOf("results", written)).toEqual([]);
    expect(written.tests.map(({ verdict }) => verdict)).toEqual(readManifest(lab).checks.map(() => "pass"));
  });

  test("--starter fails exactly the listed checks, with evidence, and exits with 1", async () => {
    const { code, output } = await checkout.slab(["check", lab, "--starter", "--results", "out/starter.json"]);

    const written = results("out/starter.json");
    const failed = written.tests.filter(({ verdict }) => verdict === "fail");
    expect(failed.map(({ name }) => name).toSorted()).toEqual(readManifest(lab).starterFails.toSorted());
    expect(written.tests.filter(({ verdict }) => verdict === "error")).toEqual([]);
    expect(problemsOf("results", written)).toEqual([]);
    for (const label of ["expected", "found", "where", "hint", "what happened"]) expect(output).toContain(label);
    expect(failed.every(({ hops }) => hops !== undefined && hops.length > 0)).toBe(true);
    expect(code).toBe(1);
  });
});

/** The same run without the command around it, in processes that stay, several at once because checks wait: the report of `slab check` is seen above. */
describe.each(labs.filter((lab) => lab !== firstLab))("%s", { concurrent: true }, (lab) => {
  const { starterFails, checks } = readManifest(lab);

  test("the solution passes every check", async () => {
    const graded = await pool.grade({ lab, app: "solution" });

    expect(graded.map(({ id, verdict }) => [id, verdict])).toEqual(checks.map(({ id }) => [id, "pass"]));
  });

  test("the starter fails exactly the listed checks, with evidence", async () => {
    const graded = await pool.grade({ lab, app: "starter" });

    expect(graded.map(({ id, verdict, error }) => [id, verdict, error])).toEqual(
      checks.map(({ id }) => [id, starterFails.includes(id) ? "fail" : "pass", undefined]),
    );
    // A check that misses an output or a resource in the stack has asked for nothing yet.
    const asked = graded.filter(
      ({ verdict, failure }) => verdict === "fail" && !/^(CfnOutput |AWS::)/.test(failure!.expected),
    );
    expect(asked.filter(({ hops }) => hops.length === 0)).toEqual([]);
  });
});

describe("a learner's copy", () => {
  const lab = firstLab;

  test("start copies the starter without facts and checks, and never over existing work", async () => {
    const first = await checkout.slab(["start", lab]);
    expect(first.code).toBe(0);
    expect(readdirSync(join(checkout.dir, "work", lab)).toSorted()).not.toContain("lab.json");
    const file = join(checkout.dir, "work", lab, "app.ts");
    writeFileSync(file, "// mine");

    const second = await checkout.slab(["start", lab]);

    expect(second).toMatchObject({ code: 2, output: expect.stringContaining(`npx slab reset ${lab}`) });
    expect(readFileSync(file, "utf8")).toBe("// mine");
  });

  test("reset keeps the old work as a backup and names it", async () => {
    await checkout.slab(["start", lab]);
    writeFileSync(join(checkout.dir, "work", lab, "app.ts"), "// mine");

    const { code, output } = await checkout.slab(["reset", lab]);

    expect(code).toBe(0);
    const backup = /kept in (\S+)\.$/m.exec(output)![1]!;
    expect(readFileSync(join(checkout.dir, backup, "app.ts"), "utf8")).toBe("// mine");
    expect(readFileSync(join(checkout.dir, "work", lab, "app.ts"), "utf8")).not.toBe("// mine");
  });

  test("an app that throws, does not compile, or makes no stack: what, where, what next; nothing lost", async () => {
    await checkout.slab(["start", lab]);
    const file = join(checkout.dir, "work", lab, "app.ts");
    const cases = [
      ["throw new Error('no table name');", /no table name[\s\S]*app\.ts|app\.ts[\s\S]*no table name/],
      ["const = 1;", /SyntaxError|Unexpected|Expected/],
      ["import { App } from 'aws-cdk-lib';\nnew App().synth();", /no stack named/],
      ["console.log('done');", /without a cloud assembly/],
    ] as const;
    for (const [source, expected] of cases) {
      writeFileSync(file, source);
      const { code, output } = await checkout.slab(["check", lab, "--plain", "--results", "out/broken.json"]);
      expect(output).toMatch(expected);
      expect(code).toBe(2);
      expect(results("out/broken.json")).toMatchObject({ status: "error", tests: [] });
      expect(readFileSync(file, "utf8")).toBe(source);
    }
  });

  test("logs shows what the last check left", async () => {
    const before = await checkout.slab(["logs", lab]);
    await checkout.slab(["check", lab, "--solution", "--plain"]);

    const { code, output } = await checkout.slab(["logs", lab]);

    expect(before.output).toMatch(/Last check|Nothing is known/);
    expect(code).toBe(0);
    expect(output).toMatch(/AWS::Lambda::Function/);
    expect(output).toMatch(/REPORT RequestId/);
  });
});

describe("wrong use is told, with exit code 2", () => {
  test.each([
    [["check", "no-such-lab"], /no lab "no-such-lab"[\s\S]*npx slab list/],
    [["check", firstLab], /npx slab start/],
    [["check", firstLab, "--solution", "--starter"], /exclude each other/],
    [["start"], /The argument <lab> is missing/],
    [["nonsense"], /no command "nonsense"/],
    [["check", firstLab, "--nonsense"], /no option "--nonsense"/],
    [["--lang", "xx", "list"], /no language "xx"/],
    [["sandbox", "--port", "many"], /is not a port/],
    [["logs", "no-such-lab"], /no lab/],
    [["dev", "verify", firstLab, "--runs", "0"], /not a number of runs/],
    [["dev", "verify"], /Name one lab, or all of them/],
    [["dev", "verify", firstLab, "--all"], /Name one lab, or all of them/],
    [["dev", "new", "Bad Name"], /cannot be a lab's name/],
    [["dev", "new", firstLab], /exists already/],
  ])("slab %j", (parameters, why) => expectRefused(checkout, parameters, why));

  test("a port in use", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });

    const { code, output } = await checkout.slab(["sandbox", "--port", String(port)]);
    server.close();

    expect(output).toMatch(new RegExp(`Port ${port} is in use`));
    expect(code).toBe(2);
  });

  test("a broken lab.json names file and member", async () => {
    const file = join(checkout.dir, "labs", firstLab, "lab.json");
    const original = readFileSync(file, "utf8");
    try {
      writeFileSync(file, "{");
      expect((await checkout.slab(["list"])).output).toMatch(/lab\.json cannot be used/);
      writeFileSync(file, JSON.stringify({ ...JSON.parse(original), minutes: "long", surplus: 1 }));
      const { code, output } = await checkout.slab(["check", firstLab, "--solution"]);
      expect(output).toMatch(/lab\.json cannot be used/);
      expect(output).toMatch(/minutes: must be integer/);
      expect(output).toMatch(/surplus/);
      expect(code).toBe(2);
    } finally {
      writeFileSync(file, original);
    }
  });

  test("--aws without credentials says what to set and deploys nothing", async () => {
    const { code, output } = await checkout.slab(["check", firstLab, "--solution", "--aws"], {
      AWS_PROFILE: "",
      AWS_ACCESS_KEY_ID: "",
      AWS_SECRET_ACCESS_KEY: "",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: "eu-central-1",
    });

    expect(output).toMatch(/No AWS account can be reached/);
    expect(code).toBe(2);
  });
});

describe("authors", () => {
  test("dev new makes a lab that dev verify proves", async () => {
    const config = join(checkout.dir, "course.config.ts");
    const original = readFileSync(config, "utf8");
    try {
      expect((await checkout.slab(["dev", "new", "fresh-lab"])).code).toBe(0);
      writeFileSync(config, original.replace(`labs: ["${firstLab}"`, `labs: ["fresh-lab", "${firstLab}"`));

      const { code, output } = await checkout.slab(["dev", "verify", "fresh-lab", "--runs", "1"]);

      expect(output).toContain("9 passed, 0 failed");
      expect(code).toBe(0);

      // A mistake that no check sees, a design that fails, a patch that does not fit.
      const folder = join(checkout.dir, "solutions", "fresh-lab");
      const [loud, other] = ["mutants/loud.patch", "alternatives/other-name.patch"].map((name) =>
        readFileSync(join(folder, name), "utf8"),
      );
      const about = (text: string, line: string): string => text.replace(/^.*/, line);
      rmSync(join(folder, "mutants"), { recursive: true });
      mkdirSync(join(folder, "mutants"));
      writeFileSync(join(folder, "mutants", "harmless.patch"), about(other!, "Fails: greets"));
      writeFileSync(join(folder, "alternatives", "wrong.patch"), about(loud!, "Differs: in a mistake."));
      writeFileSync(join(folder, "alternatives", "old.patch"), other!.replaceAll("hello", "good day"));

      const broken = await checkout.slab(["dev", "verify", "fresh-lab", "--runs", "1"]);

      expect(broken.output.match(/^BROKEN.*\n.*/gm)).toEqual([
        "BROKEN  at least two mutants per check on average\n        1 mutants for 1 checks",
        "BROKEN  mutant harmless fails exactly greets\n        should fail greets, failed -",
        expect.stringMatching(/alternative old passes every check\n.*old\.patch cannot be used: does not fit/),
        expect.stringMatching(/alternative wrong passes every check\n.*greets fail: expected hello, found HELLO/),
      ]);
      expect(broken.code).toBe(1);
    } finally {
      writeFileSync(config, original);
      for (const tree of ["labs", "solutions"])
        rmSync(join(checkout.dir, tree, "fresh-lab"), { recursive: true, force: true });
    }
  });
});

test("help speaks the language that was asked for", async () => {
  const [en, zh, vi] = await Promise.all(
    [[], ["--lang", "zh"], ["--lang", "vi"]].map((language) => checkout.slab(["--help", ...language])),
  );
  expect(en!.output).toContain("Usage:");
  expect(zh!.output).toContain("用法：");
  expect(vi!.output).toContain("Cách dùng:");
  expect((await checkout.slab(["list"], { SLAB_LANG: "", LC_ALL: "vi_VN.UTF-8" })).output).toContain("mục kiểm tra");
});
