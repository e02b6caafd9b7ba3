import { expect, test } from "vitest";
import { fixture } from "./fixture.ts";
import { allOrNoneIn, lintFacts, lintQuizzes, lintWords, negationIn } from "./lint.ts";
import { loadQuiz, type Quiz } from "./load.ts";

const quizOf = (): Quiz => loadQuiz("bread", "en", fixture().save());

test("a good quiz has no problems", () => {
  expect(lintQuizzes(fixture().save())).toEqual([]);
});

test.each([
  ["en", "Which of these is not a service?"],
  ["en", "Which operation does not overwrite the item?"],
  ["en", "Which of the following isn’t true?"],
  ["en", "What can't a queue do?"],
  ["en", "Which services never bill you?"],
  ["en", "Choose what is NOT true."],
  ["en", "All of these are events, except:"],
  ["en", "Which statement is false?"],
  ["en", "Which of these are wrong?"],
  ["zh", "以下哪一项不正确？"],
  ["zh", "下列服务中，哪个不是无服务器服务？"],
  ["zh", "哪些操作不会覆盖已有的项？"],
  ["zh", "哪种说法是错误的？"],
  ["zh", "除了 SQS 以外，都可以吗？"],
  ["vi", "Phát biểu nào không đúng?"],
  ["vi", "Dịch vụ nào dưới đây không phải serverless?"],
  ["vi", "Câu nào sai?"],
  ["vi", "Thao tác nào chưa ghi đè item?"],
  ["vi", "Tất cả đều là event, ngoại trừ:"],
])("%s: negated: %s", (language, prompt) => {
  expect(negationIn(prompt, language)).toBeTruthy();
});

test.each([
  ["en", "Two clients create the note `menu`. What makes sure that exactly one of them succeeds?"],
  ["en", "What happens when the item does not exist?"],
  ["en", "Which line makes sure that the second write does not overwrite the first?"],
  ["en", "The provider is not reachable. What does Mai see?"],
  ["en", "Which status does a client get whose note is not there?"],
  ["en", "Why does the client not get an answer?"],
  ["en", "Which header tells the API that the note has not changed?"],
  ["en", "This version answers 409 for a taken id, and yet notes get lost. In which line does it happen?"],
  ["en", "Which `isNot` of these is called?"],
  ["en", "Which statement is true?"],
  ["zh", "项不存在时会发生什么？"],
  ["zh", "哪一行让第二次写入不会覆盖第一次？"],
  ["zh", "消费者没有响应。哪个服务会保留消息？"],
  ["zh", "客户端会收到什么？"],
  ["vi", "Item có tồn tại không?"],
  ["vi", "Khi item không tồn tại, client nhận được gì?"],
  ["vi", "Dòng nào khiến request thứ hai không ghi đè?"],
  ["vi", "Client nhận được gì khi function không trả lời?"],
  ["vi", "Điều nào đúng?"],
])("%s: asked for what is so: %s", (language, prompt) => {
  expect(negationIn(prompt, language)).toBeUndefined();
});

test.each([
  ["en", "All of the above"],
  ["en", "None of the above."],
  ["en", "All of these"],
  ["en", "Neither of them"],
  ["en", "Both A and B"],
  ["en", "Two of the options"],
  ["zh", "以上都对"],
  ["zh", "以上都不对"],
  ["zh", "上述选项全部正确"],
  ["zh", "全部正确"],
  ["vi", "Tất cả các đáp án trên"],
  ["vi", "Cả hai đều đúng"],
  ["vi", "Không đáp án nào đúng"],
  ["vi", "Tất cả đều sai"],
])("%s: says nothing: %s", (language, text) => {
  expect(allOrNoneIn(text, language)).toBeTruthy();
});

test.each([
  ["en", "All of the items of the table are read"],
  ["en", "None: the request fails"],
  ["en", "Both writes succeed"],
  ["zh", "所有请求都会失败"],
  ["zh", "全部项都会被读取"],
  ["vi", "Tất cả các request đều thất bại"],
  ["vi", "Cả hai lần ghi đều thành công"],
  ["vi", "Không có gì thay đổi"],
])("%s: an option of its own: %s", (language, text) => {
  expect(allOrNoneIn(text, language)).toBeUndefined();
});

test("the words of a quiz are looked at, question by question", () => {
  const quiz = quizOf();
  const [one, some] = quiz.questions;
  if (one?.kind !== "single" || some?.kind !== "multiple") throw new Error("other questions");
  one.prompt = "Which of these is not hot?";
  one.options[0]!.text = "None of the above";
  one.options[1]!.why = one.options[0]!.why.toUpperCase();
  one.options[2]!.text = "Written **bold**";
  some.options[0]!.why = "Because of one c.";
  some.options[1]!.why = some.options[1]!.text;
  expect(lintWords(quiz, "en")).toEqual([
    'quizzes/bread/en.json: question "one": a negated prompt (“Which of these is not”) is easily misread. Ask for what is so.',
    'quizzes/bread/en.json: question "one": “None of the above” says nothing once the options are shuffled. Write an option of its own.',
    'quizzes/bread/en.json: question "one": “**” is shown as it stands. Only backticks and {fact:…} are markup in a quiz.',
    'quizzes/bread/en.json: question "one": one explanation twice: “BECAUSE OF ONE A”. Say of each why it is right or wrong.',
    'quizzes/bread/en.json: question "some": the explanation of "one" again: “Because of one c.”. Write one for this question.',
    'quizzes/bread/en.json: question "some": an explanation repeats its option: “some b”. Say why.',
  ]);
});

test("right answers that can be told by their length", () => {
  const quiz = quizOf();
  for (const question of quiz.questions)
    if (question.kind === "single" || question.kind === "predict" || question.kind === "multiple")
      for (const option of question.options) if (option.correct) option.text += ", which is what really happens";
  expect(lintWords(quiz, "en")).toEqual([
    "quizzes/bread/en.json: the right option is clearly the longest in 3 of 3 questions. Make the options alike in length.",
  ]);
  for (const question of quiz.questions)
    if (question.kind === "single" || question.kind === "predict" || question.kind === "multiple")
      for (const option of question.options) option.text = option.correct ? "yes" : `${option.text}, as many say`;
  expect(lintWords(quiz, "en")[0]).toContain("clearly the shortest in 3 of 3");
});

test("right answers that can be told by their place", () => {
  const quiz = quizOf();
  const single = quiz.questions[0]!;
  if (single.kind !== "single") throw new Error("another question");
  const with4 = (places: number[]): Quiz => ({
    ...quiz,
    questions: Array.from({ length: 6 }, (_, index) => ({
      ...single,
      options: [0, 1, 2].map((place) => ({ ...single.options[place]!, correct: place === (places[index] ?? 0) })),
    })),
  });
  expect(lintFacts(with4([0, 1, 2, 0, 1, 2]))).toEqual([]);
  expect(lintFacts(with4([0, 0, 0, 1, 1, 2]))).toEqual([]);
  expect(lintFacts(with4([1, 1, 1, 1, 0, 2]))).toEqual([
    "quizzes/bread/quiz.json: the right option is number 2 in 4 of 6 questions with one right option. Spread it.",
  ]);
});

test("a lesson has 6 to 10 questions, a review 20", () => {
  const { page: _page, ...quiz } = quizOf();
  const many = (count: number): Quiz["questions"] => Array.from({ length: count }, () => quiz.questions[2]!);
  const lesson = (count: number): string[] => lintFacts({ ...quiz, page: "kitchen/bread", questions: many(count) });
  expect(lesson(5)).toEqual(["quizzes/bread/quiz.json: 5 questions. Have 6 to 10."]);
  expect(lesson(6)).toEqual([]);
  expect(lesson(11)).toEqual(["quizzes/bread/quiz.json: 11 questions. Have 6 to 10."]);
  expect(lintFacts({ ...quiz, questions: many(19) })).toEqual(["quizzes/bread/quiz.json: 19 questions. Have 20."]);
  expect(lintFacts({ ...quiz, questions: many(20) })).toEqual([]);
});
