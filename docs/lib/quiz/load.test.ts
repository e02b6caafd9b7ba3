import { expect, test } from "vitest";
import { fixture, type Fixture } from "./fixture.ts";
import { keyOf, loadQuiz, quizIds, quizProblems } from "./load.ts";
import { readPage } from "./sections.ts";

test("a good quiz is read with its words", () => {
  const { save } = fixture();
  const course = save();
  expect(quizProblems(course)).toEqual([]);
  expect(quizIds(course)).toEqual(["bread"]);
  const quiz = loadQuiz("bread", "vi", course);
  expect(quiz.page).toBe("kitchen/bread");
  expect(quiz.questions.map(({ kind }) => kind)).toEqual([
    "single",
    "multiple",
    "order",
    "match",
    "predict",
    "bug",
    "numeric",
  ]);
  expect(quiz.misconceptions.get("heat-is-time")).toEqual({
    page: "kitchen/bread",
    section: "idea",
    text: "Heat is time (vi)",
  });
  expect(quiz.questions[0]).toMatchObject({
    section: { page: "kitchen/bread", section: "idea" },
    prompt: "Which heat?",
    options: [
      { id: "a", correct: false, misconception: "heat-is-time", text: "one a", why: "Because of one a" },
      { id: "b", correct: true },
      {},
    ],
  });
  expect(quiz.questions[5]).toMatchObject({ options: [{ line: 0 }, { line: 1 }, { line: 2, correct: true }] });
  expect(quiz.questions[6]).toMatchObject({
    answer: 30,
    tolerance: 0,
    wrong: [{ id: "29", value: 29, why: "That was before" }],
  });
  expect(quiz.questions.map(keyOf).map(({ kind }) => kind)).toEqual(quiz.questions.map(({ kind }) => kind));
});

/** One thing broken; the message names file, place and fix. */
const broken: [name: string, change: (fixture: Fixture) => void, message: string][] = [
  [
    "two right options",
    ({ facts }) => (facts.questions[0].options[0] = { id: "a", correct: true }),
    'quizzes/bread/quiz.json: question "one": 2 right options (a, b), of single exactly one. Leave "correct": true on one option.',
  ],
  [
    "no right option",
    ({ facts }) => (facts.questions[4].options[0] = { id: "a", misconception: "heat-is-time" }),
    'quizzes/bread/quiz.json: question "next": no right options, of predict exactly one. Leave "correct": true on one option.',
  ],
  [
    "multiple with one right",
    ({ facts }) => (facts.questions[1].options[0] = { id: "a", misconception: "heat-is-time" }),
    'quizzes/bread/quiz.json: question "some": 1 right options. Mark at least two, or make it a question of kind single.',
  ],
  [
    "multiple without a wrong one",
    ({ facts }) => (facts.questions[1].options[2] = { id: "c", correct: true }),
    'quizzes/bread/quiz.json: question "some": no wrong option. Add at least one that names a misconception.',
  ],
  [
    "a wrong option without misconception",
    ({ facts }) => (facts.questions[0].options[2] = { id: "c" }),
    'quizzes/bread/quiz.json: question "one", option 3: a wrong option without misconception. Name the wrong belief that leads to it, or mark it correct.',
  ],
  [
    "a right option with one",
    ({ facts }) => (facts.questions[0].options[1].misconception = "heat-is-time"),
    'quizzes/bread/quiz.json: question "one", option 2: a right option names a misconception. Remove one of the two.',
  ],
  [
    "correct: false",
    ({ facts }) => (facts.questions[0].options[0].correct = false),
    'quizzes/bread/quiz.json: question "one", option 1: "correct" is not true. Write it only for a right option, as true.',
  ],
  [
    "an unknown misconception",
    ({ facts }) => (facts.questions[0].options[0].misconception = "heat-is-tiem"),
    'quizzes/bread/quiz.json: question "one": the misconception "heat-is-tiem" is defined in no quiz. Define it under "misconceptions", or correct the id.',
  ],
  [
    "an unused misconception",
    ({ facts, words }) => {
      facts.misconceptions.lonely = { section: "kitchen/bread#idea" };
      for (const texts of Object.values(words)) texts.misconceptions.lonely = "Nobody believes this";
    },
    'quizzes/bread/quiz.json: misconception "lonely": no option of any quiz names it. Remove it, or use it.',
  ],
  [
    "a misconception without page",
    ({ facts }) => (facts.misconceptions["heat-is-time"].section = "idea"),
    'quizzes/bread/quiz.json: misconception "heat-is-time": the section "idea" is not <page>#<section>. Write it like "api/rest-api#build".',
  ],
  [
    "a misconception on a missing page",
    ({ facts }) => (facts.misconceptions["heat-is-time"].section = "kitchen/cake#idea"),
    'quizzes/bread/quiz.json: misconception "heat-is-time": there is no page docs/content/docs/en/kitchen/cake.mdx. Write the page, or correct the section.',
  ],
  [
    "a bad inventory",
    ({ facts }) => (facts.misconceptions["heat-is-time"].inventory = ["f1"]),
    'quizzes/bread/quiz.json: misconception "heat-is-time": inventory is not a list of ids like F102 or PRI-07. Write ["F102"].',
  ],
  [
    "an unknown section",
    ({ facts }) => (facts.questions[2].section = "fenced"),
    'quizzes/bread/quiz.json: question "way": docs/content/docs/en/kitchen/bread.mdx has no section {#fenced}. Its sections: idea, build.',
  ],
  [
    "an unknown kind",
    ({ facts }) => (facts.questions[2].kind = "sort"),
    'quizzes/bread/quiz.json: question "way": the kind "sort" does not exist. Kinds: single, multiple, order, match, predict, bug, numeric.',
  ],
  [
    "a question id twice",
    ({ facts }) => (facts.questions[1].id = "one"),
    "quizzes/bread/quiz.json: a question id twice: one. Rename the newer question: ids are permanent.",
  ],
  [
    "an option id twice",
    ({ facts }) => (facts.questions[0].options[0].id = "c"),
    'quizzes/bread/quiz.json: question "one": an option id twice: c. Rename one.',
  ],
  [
    "an id that is none",
    ({ facts }) => (facts.questions[0].options[0].id = "Read First"),
    'quizzes/bread/quiz.json: question "one", option 1: the id "Read First" is not an id. Use lower case, digits and hyphens.',
  ],
  [
    "two options",
    ({ facts }) => facts.questions[0].options.pop(),
    'quizzes/bread/quiz.json: question "one": 2 options. Have 3 to 5.',
  ],
  [
    "six items",
    ({ facts }) => facts.questions[2].items.push("x", "y", "z"),
    'quizzes/bread/quiz.json: question "way": 6 items. Have 3 to 5.',
  ],
  [
    "a pair id twice",
    ({ facts }) => (facts.questions[3].pairs = ["oven", "bowl", "bowl"]),
    'quizzes/bread/quiz.json: question "who": in pairs an id twice: bowl. Rename one.',
  ],
  [
    "a member that means nothing",
    ({ facts }) => (facts.questions[2].options = []),
    'quizzes/bread/quiz.json: question "way": options means nothing here. Known: id, kind, section, items.',
  ],
  [
    "a member that is missing",
    ({ facts }) => delete facts.questions[3].pairs,
    'quizzes/bread/quiz.json: question "who": pairs is missing. Add it.',
  ],
  [
    "a missing trace",
    ({ facts }) => (facts.questions[4].trace = "bake-once"),
    'quizzes/bread/quiz.json: question "next": there is no docs/traces/bake-once/trace.json. Record the trace, or correct the name.',
  ],
  [
    "a missing region",
    ({ facts }) => (facts.questions[5].source.region = "eat"),
    'quizzes/bread/quiz.json: question "find": solutions/bread/index.ts has no region "eat". Correct source.file or source.region, or add the region to the file.',
  ],
  [
    "a line that is not there",
    ({ facts }) => (facts.questions[5].options[0].line = "await write"),
    'quizzes/bread/quiz.json: question "find", option "read": no lines of the region "bake" hold "await write". Quote a part of the line that no other line has.',
  ],
  [
    "a line that is there twice",
    ({ facts }) => (facts.questions[5].options[0].line = "await"),
    'quizzes/bread/quiz.json: question "find", option "read": 2 lines of the region "bake" hold "await". Quote a part of the line that no other line has.',
  ],
  [
    "one line twice",
    ({ facts }) => (facts.questions[5].options[0].line = "put("),
    'quizzes/bread/quiz.json: question "find": two options name one line twice: await put(id);. Choose another line.',
  ],
  [
    "an unknown fact",
    ({ facts }) => (facts.questions[6].answer = { fact: "oven-size" }),
    'quizzes/bread/quiz.json: question "long", answer: docs/facts/facts.json has no fact "oven-size". Correct the id, or add the fact.',
  ],
  [
    "a fact of another unit",
    ({ facts }) => (facts.questions[6].answer = { fact: "oven-memory" }),
    'quizzes/bread/quiz.json: question "long", answer: the fact "oven-memory" is in GB, the question in second. Ask in the unit of the fact.',
  ],
  [
    "an unknown unit",
    ({ facts }) => (facts.questions[6].unit = "spoon"),
    'quizzes/bread/quiz.json: question "long": docs/facts/units.json has no unit "spoon" in en. Add it there, or use one of its units.',
  ],
  [
    "a number in quotes",
    ({ facts }) => (facts.questions[6].answer = { value: "30" }),
    'quizzes/bread/quiz.json: question "long", answer: value "30" is not a number. Write digits without quotes.',
  ],
  [
    "a wrong number that is right",
    ({ facts }) => (facts.questions[6].tolerance = 1),
    'quizzes/bread/quiz.json: question "long": 29 and the answer are the same number within the tolerance. Change or remove one.',
  ],
  [
    "no wrong number",
    ({ facts }) => (facts.questions[6].wrong = []),
    'quizzes/bread/quiz.json: question "long": wrong is not a list with a number. Name at least one number that people believe.',
  ],
  [
    "no questions",
    ({ facts }) => (facts.questions = []),
    "quizzes/bread/quiz.json: questions is not a list with a question. Write one.",
  ],
  [
    "a missing language",
    ({ words }) => delete words["vi"],
    "quizzes/bread/vi.json: the file is missing. Write it: docs/AUTHORING.md, “Quizzes”.",
  ],
  [
    "a question without words",
    ({ words }) => delete words["vi"].questions.way,
    "quizzes/bread/vi.json: questions: no text for way. Write it.",
  ],
  [
    "an option without words",
    ({ words }) => delete words["vi"].questions.one.options.c,
    'quizzes/bread/vi.json: question "one", options: no text for c. Write it.',
  ],
  [
    "an option without reason",
    ({ words }) => delete words["en"].questions.one.options.c.why,
    'quizzes/bread/en.json: question "one", options, "c": why is missing. Add it.',
  ],
  [
    "an empty reason",
    ({ words }) => (words["en"].questions.one.options.c.why = " "),
    'quizzes/bread/en.json: question "one", options, "c": why is not a text. Write a sentence there.',
  ],
  [
    "words without a question",
    ({ words }) => (words["en"].questions.old = {}),
    "quizzes/bread/en.json: questions: old is not in quiz.json. Remove the text or correct the id.",
  ],
  [
    "a text for a line of code",
    ({ words }) => (words["en"].questions.find.options.read.text = "x"),
    'quizzes/bread/en.json: question "find", options, "read": text means nothing here. Known: why.',
  ],
  [
    "a belief without words",
    ({ words }) => delete words["vi"].misconceptions["salt-is-sugar"],
    "quizzes/bread/vi.json: misconceptions: no text for salt-is-sugar. Write it.",
  ],
  [
    "open code",
    ({ words }) => (words["en"].questions.one.prompt = "What is `code?"),
    'quizzes/bread/en.json: question "one": prompt has a backtick without a partner. Close the code.',
  ],
  [
    "double spaces",
    ({ words }) => (words["en"].questions.one.prompt = "What  now?"),
    'quizzes/bread/en.json: question "one": prompt has spaces at an end, double spaces or a line break. Keep single spaces between words.',
  ],
  [
    "an unknown fact in a text",
    ({ words }) => (words["en"].questions.long.right = "At most {fact:oven-size}"),
    'quizzes/bread/en.json: question "long": docs/facts/facts.json has no fact "oven-size". Correct the id, or add the fact.',
  ],
  [
    "two options that read the same",
    ({ words }) => (words["vi"].questions.one.options.a.text = "one b"),
    'quizzes/bread/vi.json: question "one", options: the same text twice: one b. Make them differ.',
  ],
  [
    "two right sides that read the same",
    ({ words }) => (words["vi"].questions.who.pairs.bowl.right = "Cuts"),
    'quizzes/bread/vi.json: question "who", pairs: the same right twice: Cuts. Make them differ.',
  ],
  [
    "no reason for a wrong number",
    ({ words }) => (words["vi"].questions.long.wrong = {}),
    'quizzes/bread/vi.json: question "long", wrong: no text for 29. Write it.',
  ],
];

test.each(broken)("%s", (_, change, message) => {
  const made = fixture();
  change(made);
  const course = made.save();
  expect(quizProblems(course)).toContain(message);
  const language = /bread\/(en|vi)\.json/.exec(message)?.[1] ?? "en";
  expect(() => loadQuiz("bread", language, course)).toThrow(message);
});

test("what is wrong in one language does not keep the others from the page", () => {
  const made = fixture();
  delete made.words["vi"];
  expect(loadQuiz("bread", "en", made.save()).questions).toHaveLength(7);
});

test("a file that is no JSON, or has a key twice, is named", () => {
  const made = fixture();
  const course = made.save();
  made.write("quizzes/bread/quiz.json", "{");
  expect(quizProblems(course)[0]).toMatch(
    /^quizzes\/bread\/quiz\.json: not valid JSON \(.+\)\. Correct the syntax\.$/s,
  );
  made.write("quizzes/bread/quiz.json", '{"questions":[],"misconceptions":{"a":{"section":"x"},"a":{"section":"y"}}}');
  expect(quizProblems(course)).toContain(
    "quizzes/bread/quiz.json: misconceptions.a stands there twice. Keep one of them.",
  );
});

test("all problems come in one error", () => {
  const made = fixture();
  made.facts.questions[0].kind = "x";
  made.facts.questions[2].section = "nowhere";
  expect(() => loadQuiz("bread", "en", made.save())).toThrow(/question "one".*\n.*question "way"/s);
});

test("a misconception is defined once and used anywhere", () => {
  const made = fixture();
  made.course.modules[0]!.lessons.push({ slug: "cake" });
  made.write("docs/content/docs/en/kitchen/cake.mdx", '## Idea {#idea}\n\n<Quiz id="cake" />\n');
  const options = [
    { id: "a", correct: true },
    { id: "b", misconception: "heat-is-time" },
    { id: "c", misconception: "salt-is-sugar" },
  ];
  const facts = { questions: [{ id: "one", kind: "single", section: "idea", options }] };
  const each = { text: "x", why: "y" };
  const words = {
    questions: { one: { prompt: "?", options: { a: each, b: { ...each, text: "z" }, c: { ...each, text: "w" } } } },
  };
  const course = made.save();
  made.write("quizzes/cake/quiz.json", JSON.stringify(facts));
  for (const language of ["en", "vi"]) made.write(`quizzes/cake/${language}.json`, JSON.stringify(words));
  expect(quizProblems(course)).toEqual([]);
  expect(loadQuiz("cake", "vi", course).misconceptions.get("heat-is-time")!.text).toBe("Heat is time (vi)");

  made.write(
    "quizzes/cake/quiz.json",
    JSON.stringify({ ...facts, misconceptions: { "heat-is-time": { section: "kitchen/cake#idea" } } }),
  );
  expect(quizProblems(course)).toContain(
    'quizzes/bread/quiz.json: misconception "heat-is-time": also defined in quizzes/cake/quiz.json. Define it in one quiz; any quiz may use it.',
  );
});

test("a lesson without quiz and a quiz without lesson are named", () => {
  const made = fixture();
  made.course.modules[0]!.lessons.push({ slug: "cake" });
  const course = made.save();
  made.write("quizzes/tea/quiz.json", '{"questions":[]}');
  expect(quizProblems(course)).toContain(
    "quizzes/cake/quiz.json: the lesson kitchen/cake has no quiz. Write 6 to 10 questions.",
  );
  expect(quizProblems(course)).toContain(
    'quizzes/tea/quiz.json: "tea" is neither a lesson of course.config.ts nor review-<module>. Rename the folder, or remove it.',
  );
  expect(() => loadQuiz("coffee", "en", course)).toThrow(
    'There is no quizzes/coffee/quiz.json: write it, or correct <Quiz id="coffee">',
  );
});

test("a lesson shows its quiz", () => {
  const made = fixture();
  const course = made.save();
  made.write("docs/content/docs/en/kitchen/bread.mdx", "## Idea {#idea}\n\n## Build {#build}\n");
  expect(quizProblems(course)).toEqual([
    'docs/content/docs/en/kitchen/bread.mdx: the page does not show its quiz. Put <Quiz id="bread" /> into the section check.',
  ]);
});

test("a review asks about the sections of several pages", () => {
  const made = fixture();
  const course = made.save();
  const facts = structuredClone(made.facts);
  delete facts.misconceptions;
  for (const question of facts.questions) question.section = `kitchen/bread#${question.section}`;
  made.write("quizzes/review-kitchen/quiz.json", JSON.stringify(facts));
  const { questions } = made.words["en"];
  for (const language of ["en", "vi"])
    made.write(`quizzes/review-kitchen/${language}.json`, JSON.stringify({ questions }));
  expect(quizProblems(course)).toEqual([]);
  expect(loadQuiz("review-kitchen", "en", course).page).toBeUndefined();

  facts.questions[0].section = "idea";
  made.write("quizzes/review-kitchen/quiz.json", JSON.stringify(facts));
  expect(quizProblems(course)[0]).toContain('question "one": the section "idea" is not <page>#<section>');
});

test("sections are read with their titles, without markup", () => {
  const { course } = fixture();
  expect(readPage(course.root, "en", "kitchen/bread")).toEqual({
    title: "Bread",
    sections: new Map([
      ["idea", "The idea"],
      ["build", "To build"],
    ]),
    quizzes: ["bread"],
  });
  expect(readPage(course.root, "vi", "kitchen/bread")).toBeUndefined();
});
