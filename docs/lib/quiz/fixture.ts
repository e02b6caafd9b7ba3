/** A small course in a folder of its own, with one good quiz of every kind; the tests break it in one place each. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Course } from "./course.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- the tests write what the types forbid
type Json = any;

export interface Fixture {
  course: Course;
  /** Contents of quizzes/bread/*.json; changed by a test before `save`. */
  facts: Json;
  words: Record<string, Json>;
  /** Writes the quiz and returns the course. */
  save(): Course;
  write(file: string, content: string): void;
}

const CODE = `const note = await read(id);
if (note) return answer(409);
await put(id);
return answer(201);`;

const option = (text: string): Json => ({ text, why: `Because of ${text}` });

export function fixture(): Fixture {
  const root = mkdtempSync(join(tmpdir(), "quiz-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const course: Course = {
    root,
    languages: [
      { code: "en", tag: "en" },
      { code: "vi", tag: "vi" },
    ],
    modules: [{ slug: "kitchen", lessons: [{ slug: "bread" }] }],
    readRegion: (file, region) => {
      if (file !== "solutions/bread/index.ts" || region !== "bake")
        throw new Error(`${file} has no region "${region}"`);
      return { text: CODE, startLine: 10, language: "ts" };
    },
    readFact: (id) => {
      const fact = { "oven-limit": { value: 30, unit: "second" }, "oven-memory": { value: 3, unit: "GB" } }[id];
      if (!fact) throw new Error(`docs/facts/facts.json has no fact "${id}"`);
      return fact;
    },
    units: () => ({
      second: { en: "{{n}} seconds", vi: "{{n}} giây" },
      GB: { en: "{{n}} GB", vi: "{{n}} GB" },
    }),
  };
  const facts = {
    misconceptions: {
      "heat-is-time": { section: "kitchen/bread#idea", inventory: ["F102", "PRI-07"] },
      "salt-is-sugar": { section: "kitchen/bread#build" },
    },
    questions: [
      {
        id: "one",
        kind: "single",
        section: "idea",
        options: [
          { id: "a", misconception: "heat-is-time" },
          { id: "b", correct: true },
          { id: "c", misconception: "salt-is-sugar" },
        ],
      },
      {
        id: "some",
        kind: "multiple",
        section: "idea",
        options: [
          { id: "a", correct: true },
          { id: "b", correct: true },
          { id: "c", misconception: "heat-is-time" },
        ],
      },
      { id: "way", kind: "order", section: "build", items: ["mix", "rise", "bake"] },
      { id: "who", kind: "match", section: "build", pairs: ["oven", "bowl", "knife"] },
      {
        id: "next",
        kind: "predict",
        section: "build",
        trace: "bake-twice",
        options: [
          { id: "a", correct: true },
          { id: "b", misconception: "heat-is-time" },
          { id: "c", misconception: "salt-is-sugar" },
        ],
      },
      {
        id: "find",
        kind: "bug",
        section: "build",
        source: { file: "solutions/bread/index.ts", region: "bake" },
        options: [
          { id: "read", line: "await read", misconception: "heat-is-time" },
          { id: "answer", line: "answer(409)", misconception: "salt-is-sugar" },
          { id: "put", line: "await put(id)", correct: true },
        ],
      },
      {
        id: "long",
        kind: "numeric",
        section: "idea",
        unit: "second",
        answer: { fact: "oven-limit" },
        wrong: [{ value: 29, misconception: "heat-is-time" }],
      },
    ],
  };
  const words = (language: string): Json => ({
    misconceptions: { "heat-is-time": `Heat is time (${language})`, "salt-is-sugar": "Salt is sugar" },
    questions: {
      one: { prompt: "Which heat?", options: { a: option("one a"), b: option("one b"), c: option("one c") } },
      some: { prompt: "Which hold?", options: { a: option("some a"), b: option("some b"), c: option("some c") } },
      way: {
        prompt: "In what order?",
        items: { mix: option("mixing"), rise: option("rising"), bake: option("baking") },
      },
      who: {
        prompt: "What does what?",
        pairs: {
          oven: { left: "Oven", right: "Bakes `bread`", why: "It is hot" },
          bowl: { left: "Bowl", right: "Holds", why: "It is round" },
          knife: { left: "Knife", right: "Cuts", why: "It is sharp" },
        },
      },
      next: { prompt: "What comes?", options: { a: option("next a"), b: option("next b"), c: option("next c") } },
      find: {
        prompt: "Which line?",
        options: { read: { why: "Too early" }, answer: { why: "Too right" }, put: { why: "Unguarded" } },
      },
      long: {
        prompt: "How long?",
        right: "At most {fact:oven-limit}",
        wrong: { "29": "That was before" },
        otherwise: "See the table",
      },
    },
  });
  const write = (file: string, content: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  write(
    "docs/content/docs/en/kitchen/bread.mdx",
    '---\ntitle: "Bread"\n---\n\n## The `idea` {#idea}\n\n```md\n## Not a section {#fenced}\n```\n\n### To <Term id="x">build</Term> {#build}\n\n<Quiz id="bread" />\n',
  );
  write("docs/traces/bake-twice/trace.json", "{}");
  const result: Fixture = {
    course,
    facts,
    words: { en: words("en"), vi: words("vi") },
    write,
    save: () => {
      write("quizzes/bread/quiz.json", JSON.stringify(result.facts));
      for (const [language, texts] of Object.entries(result.words))
        write(`quizzes/bread/${language}.json`, JSON.stringify(texts));
      return course;
    },
  };
  return result;
}
