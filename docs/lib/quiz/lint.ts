/** What makes a question bad although its files are in order: it can be misread, or guessed without knowing. */
import { course as ours, type Course } from "./course.ts";
import { quizFile } from "./facts.ts";
import { loadQuiz, quizIds, type Question, type Quiz } from "./load.ts";
import { reasonsOf } from "./reasons.ts";

/** A right answer is clearly the longest (shortest) when every wrong one is shorter (longer) by this factor. */
const CLEARLY = 1.25;

/** Problems of all quizzes in every language. Quizzes that cannot be read are left to `quizProblems`. */
export function lintQuizzes(course: Course = ours): string[] {
  return quizIds(course).flatMap((id) =>
    course.languages.flatMap(({ code }, index) => {
      let quiz: Quiz;
      try {
        quiz = loadQuiz(id, code, course);
      } catch {
        return [];
      }
      return [...(index ? [] : lintFacts(quiz)), ...lintWords(quiz, code)];
    }),
  );
}

/** What holds for a quiz in every language. */
export function lintFacts(quiz: Quiz): string[] {
  const problems: string[] = [];
  const [least, most] = quiz.page ? [6, 10] : [20, 20];
  const count = quiz.questions.length;
  if (count < least || count > most)
    problems.push(`${quizFile(quiz.id)}: ${count} questions. Have ${least === most ? least : `${least} to ${most}`}.`);

  const places = quiz.questions.flatMap((question) =>
    question.kind === "single" || question.kind === "predict"
      ? question.options.findIndex(({ correct }) => correct) + 1
      : [],
  );
  for (const place of new Set(places)) {
    const there = places.filter((other) => other === place).length;
    if (there > Math.max(2, places.length / 2))
      problems.push(
        `${quizFile(quiz.id)}: the right option is number ${place} in ${there} of ${places.length} questions with one right option. Spread it.`,
      );
  }
  return problems;
}

/** What is wrong in the words of one language. */
export function lintWords(quiz: Quiz, language: string): string[] {
  const problems: string[] = [];
  const wrong = (question: string, what: string, fix: string): void => {
    const place = question ? `question "${question}": ` : "";
    problems.push(`quizzes/${quiz.id}/${language}.json: ${place}${what}. ${fix}.`);
  };

  const reasons = new Map<string, string>();
  for (const question of quiz.questions) {
    const negated = negationIn(question.prompt, language);
    if (negated) wrong(question.id, `a negated prompt (“${negated}”) is easily misread`, "Ask for what is so");
    for (const text of textsOf(question)) {
      const all = allOrNoneIn(text, language);
      if (all) wrong(question.id, `“${all}” says nothing once the options are shuffled`, "Write an option of its own");
    }
    for (const text of [question.prompt, ...textsOf(question), ...reasonsOf(question)]) {
      const markup = /\*\*|__|\]\(|<\/?[a-z]+>|&[a-z]+;/.exec(text.replaceAll(/`[^`]*`/g, ""))?.[0];
      if (markup)
        wrong(question.id, `“${markup}” is shown as it stands`, "Only backticks and {fact:…} are markup in a quiz");
    }
    const shown = new Set(textsOf(question).map(normal));
    for (const reason of reasonsOf(question)) {
      const other = reasons.get(normal(reason));
      if (other === question.id)
        wrong(question.id, `one explanation twice: “${reason}”`, "Say of each why it is right or wrong");
      else if (other)
        wrong(question.id, `the explanation of "${other}" again: “${reason}”`, "Write one for this question");
      else if (shown.has(normal(reason)))
        wrong(question.id, `an explanation repeats its option: “${reason}”`, "Say why");
      reasons.set(normal(reason), question.id);
    }
  }

  const lengths = quiz.questions.flatMap(lengthBias);
  for (const word of ["longest", "shortest"] as const) {
    const biased = lengths.filter((bias) => bias === word).length;
    if (lengths.length >= 3 && biased > lengths.length / 2)
      wrong(
        "",
        `the right option is clearly the ${word} in ${biased} of ${lengths.length} questions`,
        "Make the options alike in length",
      );
  }
  return problems;
}

function textsOf(question: Question): string[] {
  if (question.kind === "order") return question.items.map(({ text }) => text);
  if (question.kind === "match") return question.pairs.flatMap(({ left, right }) => [left, right]);
  return "options" in question ? question.options.flatMap((option) => ("text" in option ? option.text : [])) : [];
}

/** Letters only: punctuation and case make no new explanation. */
function normal(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function lengthBias(question: Question): ("longest" | "shortest" | "alike") | [] {
  if (question.kind !== "single" && question.kind !== "multiple" && question.kind !== "predict") return [];
  const lengths = (correct: boolean): number[] =>
    question.options.filter((option) => option.correct === correct).map(({ text }) => text.replaceAll("`", "").length);
  if (Math.min(...lengths(true)) >= CLEARLY * Math.max(...lengths(false))) return "longest";
  return Math.min(...lengths(false)) >= CLEARLY * Math.max(...lengths(true)) ? "shortest" : "alike";
}

/** A "not" that turns the question round: "Which of these is not …?". A "not" inside a clause ("that does not …", "when … is not …") is a fact of the story. */
const NEGATED: Record<string, RegExp[]> = {
  en: [
    /\b(?:which|what)\b(?:(?!\b(?:that|when|while|if|because|why|how|so|after|before|although|unless|until|since|where|whose|who|and|but|makes?|means?)\b)[^.?!,;:])*?\b(?:(?:is|are|was|were|do|does|did|can|could|will|would|may|must|should|has|have|had)\s+not|(?:is|are|was|were|do|does|did|ca|could|wo|would|must|should|has|have|had)n[’']t|cannot|never)\b/i,
    /\b(?:not|isn[’']t|aren[’']t)\s+(?:true|correct|right|an? example|one of)\b/i,
    /\bNOT\b|\bEXCEPT\b/,
    /\bexcept\s*[:?.…]*\s*$/i,
    /\b(?:which|what)\b[^.?!]*\b(?:statement|sentence|claim|answer|option)s?\b[^.?!]*\b(?:false|wrong|incorrect|untrue)\b/i,
    /\bwhich (?:of (?:these|the following)|one) (?:is|are) (?:false|wrong|incorrect|untrue|least)\b/i,
  ],
  zh: [
    /(?:哪(?:些|个|一个|项|一项|种|一种|条|一条|句|一句|行|一行)?|以下|下列|下面)(?:(?!让|使|保证|确保|防止|避免|说明|解释|为什么|如果|当|时|后|因为)[^，。？；：])*?(?:不正确|不对|不是|不属于|不会|不能|不可以|不需要|不应|不必|不包括|没有|并非|错误的|有误)/,
    /除(?:了)?[^，。？]*(?:以外|之外|外)[，,]?(?:都|均|全)/,
    /哪[^，。？]{0,6}(?:说法|句|项|陈述|选项|描述)[^，。？]{0,6}(?:错|不正确|不对)/,
  ],
  vi: [
    /(?<!\p{L})(?:nào|gì|đâu|ai)(?!\p{L})(?:(?!(?<!\p{L})(?:để|khi|nếu|vì|rằng|mà|khiến|làm|giúp|bảo đảm|đảm bảo|tại sao|và|nhưng|cho thấy)(?!\p{L}))[^.?!,;:])*?(?<!\p{L})(?:không|chưa)(?!\p{L})(?!\s*[?.!]|\s*$)/iu,
    /(?<!\p{L})(?:ngoại trừ|trừ)(?!\p{L})[^.?!]*[:?…]?\s*$/iu,
    /(?<!\p{L})(?:phát biểu|câu|khẳng định|đáp án|phương án|lựa chọn|ý|nhận định)\s+nào[^.?!,;:]*(?<!\p{L})sai(?!\p{L})/iu,
  ],
};

export function negationIn(prompt: string, language: string): string | undefined {
  return firstMatch(prompt, NEGATED[language]);
}

const ALL_OR_NONE: Record<string, RegExp[]> = {
  en: [
    /\b(?:all|none|any|both|neither|each|some|two|one)\s+of\s+(?:the\s+)?(?:above|below|others?|options|answers)\b/i,
    /^(?:all|none|both|neither|each) (?:of (?:these|those|them)|are|is|answers?|options?)\b/i,
    /^(?:both|neither) [A-E] (?:and|nor|or) [A-E]\b/i,
  ],
  zh: [
    /(?:以上|上述|上面)(?:各项|选项|几项|答案)?(?:所有|全部|都|皆|均|全|两)/,
    /^(?:全部|都|均|全)(?:不)?(?:正确|是|对|可以|会)[。]?$/,
    /^(?:所有|没有一个|没有任何)?选项/,
  ],
  vi: [
    /(?:tất cả|cả (?:hai|ba|bốn)|không|hai)(?: các| những)? (?:đáp án|phương án|câu|ý|lựa chọn|điều|cái)(?: nào)?(?: (?:ở )?trên| kể trên| đều| đúng| sai|$)/iu,
    /(?:tất cả|cả (?:hai|ba|bốn))(?: đều)? (?:đúng|sai|ở trên|phía trên|các ý)/iu,
  ],
};

export function allOrNoneIn(text: string, language: string): string | undefined {
  return firstMatch(text, ALL_OR_NONE[language]);
}

/** Code is not language: `Not` in an identifier negates nothing. */
function firstMatch(text: string, patterns: RegExp[] = []): string | undefined {
  const words = text.replaceAll(/`[^`]*`/g, "`…`");
  return patterns
    .map((pattern) => pattern.exec(words)?.[0])
    .find((found) => found !== undefined)
    ?.trim();
}
