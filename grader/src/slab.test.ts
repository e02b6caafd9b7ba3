import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { labs } from "../../course.config.ts";
import { readManifest } from "./lab/manifest.ts";
import { problemsOf } from "./schema.ts";
import { copyCheckout, expectRefused, type Checkout } from "./testing.ts";

let checkout: Checkout;

beforeAll(() => {
  checkout = copyCheckout();
});
afterAll(() => checkout.remove());
beforeEach(() => {
  rmSync(join(checkout.dir, "work"), { recursive: true, force: true });
});

const results = (file: string): { status: string; tests: { name: string; verdict: string; hops?: object[] }[] } =>
  JSON.parse(readFileSync(join(checkout.dir, file), "utf8")) as ReturnType<typeof results>;

describe.each(labs)("slab check %s", (lab) => {
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

describe("a learner's copy", () => {
  const lab = labs[0]!;

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
    [["check", labs[0]!], /npx slab start/],
    [["check", labs[0]!, "--solution", "--starter"], /exclude each other/],
    [["start"], /The argument <lab> is missing/],
    [["nonsense"], /no command "nonsense"/],
    [["check", labs[0]!, "--nonsense"], /no option "--nonsense"/],
    [["--lang", "xx", "list"], /no language "xx"/],
    [["sandbox", "--port", "many"], /is not a port/],
    [["logs", "no-such-lab"], /no lab/],
    [["dev", "verify", labs[0]!, "--runs", "0"], /not a number of runs/],
    [["dev", "new", "Bad Name"], /cannot be a lab's name/],
    [["dev", "new", labs[0]!], /exists already/],
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
    const file = join(checkout.dir, "labs", labs[0]!, "lab.json");
    const original = readFileSync(file, "utf8");
    try {
      writeFileSync(file, "{");
      expect((await checkout.slab(["list"])).output).toMatch(/lab\.json cannot be used/);
      writeFileSync(file, JSON.stringify({ ...JSON.parse(original), minutes: "long", surplus: 1 }));
      const { code, output } = await checkout.slab(["check", labs[0]!, "--solution"]);
      expect(output).toMatch(/lab\.json cannot be used/);
      expect(output).toMatch(/minutes: must be integer/);
      expect(output).toMatch(/surplus/);
      expect(code).toBe(2);
    } finally {
      writeFileSync(file, original);
    }
  });

  test("--aws without credentials says what to set and deploys nothing", async () => {
    const { code, output } = await checkout.slab(["check", labs[0]!, "--solution", "--aws"], {
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
      writeFileSync(config, original.replace(`labs: ["${labs[0]}"]`, `labs: ["${labs[0]}", "fresh-lab"]`));

      const { code, output } = await checkout.slab(["dev", "verify", "fresh-lab", "--runs", "1"]);

      expect(output).toContain("5 passed, 0 failed");
      expect(code).toBe(0);
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
