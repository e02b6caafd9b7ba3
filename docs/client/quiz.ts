/** Makes the questions of a page interactive: answer, say how sure, see every option with its reason, try again. The markup is Quiz.astro's; without this script it stays readable. */
import { grade, type Grade, type Key, type Response } from "../lib/quiz/grade.ts";
import { formatNumber, parseNumber } from "../lib/quiz/number.ts";
import { shuffled } from "../lib/quiz/shuffle.ts";
import { CONFIDENCES, type Confidence, type QuestionRecord } from "./progress/record.ts";
import { h } from "./progress/dom.ts";
import { progress } from "./progress/store.ts";
import { dataOf, Words } from "./progress/words.ts";

/** What Quiz.astro hands over, as JSON in the page. */
export interface QuizData {
  quiz: string;
  isLesson: boolean;
  questions: { id: string; key: Key; units?: string[] }[];
}

/** Before: answered on an earlier visit, not yet reopened. */
type State = "open" | "revealed" | "before";

class CourseQuiz extends HTMLElement {
  #questions: QuestionView[] = [];
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    const data = dataOf<QuizData>(this, "quiz");
    const words = Words.of(this);
    const announce = (text: string): void => {
      find(this, "[data-live]").textContent = text;
    };
    const of = data.questions.map(({ id }) => id);
    this.#questions = data.questions.map(
      ({ id, key, units }) =>
        new QuestionView(find(this, `[data-question="${id}"]`), key, {
          units: units ?? [],
          words,
          announce,
          record: () => progress.quiz(data.quiz)?.questions[id],
          keep: ({ correct, misconception }, confidence) =>
            progress.recordAnswer({
              quiz: data.quiz,
              question: id,
              correct,
              confidence,
              ...(misconception ? { misconception } : {}),
              of,
            }),
        }),
    );
    const showSummary = (): void => this.#showSummary(data, words);
    find(this, "[data-do=missed]").addEventListener("click", () => {
      const missed = this.#questions.filter((question) => question.isMissed());
      for (const question of missed) question.open();
      missed[0]?.focus();
    });
    this.#stop = progress.subscribe(showSummary);
    showSummary();
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  #showSummary({ quiz, questions, isLesson }: QuizData, words: Words): void {
    const records = questions.map(({ id }) => progress.quiz(quiz)?.questions[id]);
    const answered = records.filter((record) => record !== undefined);
    const isComplete = answered.length === questions.length;
    const summary = find(this, ".summary");
    summary.hidden = answered.length === 0;
    const score = words.say("quiz.summary.score", {
      n: answered.filter(({ first }) => first.correct).length,
      total: questions.length,
    });
    find(summary, "[data-score]").textContent = isComplete
      ? score
      : words.say("quiz.summary.answered", { n: answered.length, total: questions.length });
    if (isLesson) find(summary, "[data-done]").hidden = !isComplete || !progress.lesson(quiz)?.done;

    const unsolved = this.#questions.filter((_, index) => records[index]?.last.correct === false);
    const look = find(summary, "[data-look]");
    look.hidden = !isComplete || unsolved.length === 0;
    const remedies = new Map(unsolved.map((question) => question.remedy()).map((node) => [node.textContent, node]));
    find(look, "ul").replaceChildren(...remedies.values());
    find(summary, "[data-do=missed]").hidden = !isComplete || !this.#questions.some((question) => question.isMissed());
  }
}

interface Surroundings {
  /** Words that may stand beside a number. */
  units: string[];
  words: Words;
  announce(text: string): void;
  record(): QuestionRecord | undefined;
  keep(result: Grade, confidence: Confidence): void;
}

class QuestionView {
  readonly #root: HTMLElement;
  readonly #key: Key;
  readonly #around: Surroundings;
  readonly #part: Part;
  readonly #confidence: HTMLFieldSetElement;
  /** Where each moved node belongs while the answer is hidden. */
  readonly #homes = new Map<HTMLElement, HTMLElement>();

  constructor(root: HTMLElement, key: Key, around: Surroundings) {
    this.#root = root;
    this.#key = key;
    this.#around = around;
    this.#confidence = find(root, ".confidence") as HTMLFieldSetElement;
    this.#part = partOf(key, find(root, ".body"), around, () => {
      this.#confidence.hidden = false;
      this.#message("");
    });
    find(root, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#check();
    });
    for (const action of ["redo", "again"])
      find(root, `[data-do=${action}]`).addEventListener("click", () => {
        this.open();
        this.focus();
      });
    const before = around.record();
    if (before) this.#showBefore(before);
    else this.#setState("open");
  }

  /** To the unanswered question, in another order. */
  open(): void {
    this.#putBack();
    this.#part.reset(`${this.#root.id}/${this.#around.record()?.attempts ?? 0}`);
    for (const input of this.#confidence.querySelectorAll("input")) input.checked = false;
    this.#confidence.hidden = true;
    this.#message("");
    this.#setState("open");
  }

  focus(): void {
    this.#part.focus();
  }

  /** Not right at the first try, or not right at the last. */
  isMissed(): boolean {
    const record = this.#around.record();
    return record !== undefined && !(record.first.correct && record.last.correct);
  }

  /** For the summary: the belief behind the last answer with its cure, or the section that explains the question. */
  remedy(): HTMLElement {
    const belief = this.#around.record()?.last.misconception;
    const named = belief && this.#root.querySelector(`[data-misconception="${belief}"]`);
    const parts = named ? named.querySelectorAll("q, .cure") : find(this.#root, ".explained").childNodes;
    return h("li", {}, ...[...parts].map((part) => part.cloneNode(true)));
  }

  #check(): void {
    const answer = this.#part.read();
    if (answer === undefined) {
      this.#message(this.#around.words.say(this.#part.need, { example: 1500.5 }));
      this.#part.focus();
      return;
    }
    this.#confidence.hidden = false;
    const chosen = this.#confidence.querySelector<HTMLInputElement>("input:checked");
    if (!chosen) {
      this.#message(this.#around.words.say("quiz.need.confidence"));
      this.#confidence.querySelector("input")!.focus();
      return;
    }
    const confidence = chosen.value as Confidence;
    const result = grade(this.#key, answer);
    this.#around.keep(result, confidence);
    this.#reveal(answer, result, confidence);
  }

  #reveal(answer: Response, result: Grade, confidence: Confidence): void {
    const { words } = this.#around;
    this.#message("");
    this.#part.reveal(
      answer,
      result,
      (id) => this.#reason(id),
      (node, to) => this.#move(node, to),
    );
    const after = find(this.#root, ".after");
    this.#move(find(this.#root, ".explained"), after, "prepend");

    const heading = find(this.#root, ".result");
    heading.dataset["verdict"] = result.correct ? "right" : "wrong";
    heading.textContent = words.say(result.correct ? "quiz.result.right" : "quiz.result.wrong");
    const note = find(this.#root, ".note");
    const parts = Object.values(result.parts);
    const isPartly = !result.correct && (this.#key.kind === "order" || this.#key.kind === "match");
    note.textContent = [
      isPartly ? words.say("quiz.result.partly", { n: parts.filter(Boolean).length, total: parts.length }) : "",
      result.correct && confidence === GUESS ? words.say("quiz.result.right-guess") : "",
      !result.correct && confidence === CERTAIN ? words.say("quiz.result.wrong-certain") : "",
    ]
      .filter(Boolean)
      .join(" ");
    note.hidden = !note.textContent;
    this.#setState("revealed");
    heading.focus();
  }

  #reason(id: string): HTMLElement {
    return find(this.#root, `[data-reason="${id}"] .reason`);
  }

  #move(node: HTMLElement, to: HTMLElement, how: "append" | "prepend" = "append"): void {
    this.#homes.set(node, node.parentElement!);
    to[how](node);
  }

  #putBack(): void {
    for (const [node, home] of this.#homes) home.append(node);
    this.#homes.clear();
  }

  #showBefore({ first, last }: QuestionRecord): void {
    const { words } = this.#around;
    const line = find(this.#root, ".before span");
    line.textContent = words.say(
      first.correct ? "quiz.before.right" : last.correct ? "quiz.before.later" : "quiz.before.wrong",
    );
    this.#setState("before");
  }

  #setState(state: State): void {
    this.#root.dataset["state"] = state;
    find(this.#root, ".before").hidden = state !== "before";
    find(this.#root, ".answer").hidden = state !== "before";
    find(this.#root, ".result").hidden = state !== "revealed";
    if (state !== "revealed") find(this.#root, ".note").hidden = true;
    find(this.#root, ".after").hidden = state !== "revealed";
    find(this.#root, ".actions").hidden = state === "revealed";
    (find(this.#root, "[data-answer]") as HTMLFieldSetElement).disabled = state === "revealed";
    this.#confidence.disabled = state === "revealed";
    const recording = this.#root.querySelector<HTMLDetailsElement>(".recording");
    if (!recording) return;
    recording.hidden = state === "open";
    recording.open = state === "revealed";
  }

  #message(text: string): void {
    find(this.#root, ".message").textContent = text;
  }
}

const GUESS = CONFIDENCES[0];
const CERTAIN = CONFIDENCES.at(-1);

/** What differs from kind to kind. */
interface Part {
  /** What to say when there is no answer yet. */
  need: string;
  /** Undefined: not answered. */
  read(): Response | undefined;
  reveal(
    answer: Response,
    result: Grade,
    reason: (id: string) => HTMLElement,
    move: (node: HTMLElement, to: HTMLElement) => void,
  ): void;
  /** Empty again, in an order made from the seed and other than the last one. */
  reset(seed: string): void;
  /** To the first control. */
  focus(): void;
}

function partOf(key: Key, body: HTMLElement, around: Surroundings, touched: () => void): Part {
  switch (key.kind) {
    case "order":
      return orderPart(key.items, body, around, touched);
    case "match":
      return matchPart(key.pairs, body, around, touched);
    case "numeric":
      return numericPart(body, around, touched);
    default:
      return choicePart(key, body, around, touched);
  }
}

function choicePart(
  key: Extract<Key, { options: unknown }>,
  body: HTMLElement,
  { words }: Surroundings,
  touched: () => void,
): Part {
  const list = find(body, ".options");
  const inputs = (): HTMLInputElement[] => [...list.querySelectorAll("input")];
  list.addEventListener("change", touched);
  return {
    need: "quiz.need.answer",
    read: () => {
      const chosen = inputs().filter((input) => input.checked);
      return chosen.length ? chosen.map(({ value }) => value) : undefined;
    },
    reveal: (answer, _result, reason, move) => {
      for (const { id, correct } of key.options) {
        const item = find(list, `[data-option="${id}"]`);
        const isYours = (answer as string[]).includes(id);
        item.toggleAttribute("data-yours", isYours);
        if (isYours || correct) item.dataset["part"] = correct ? "right" : "wrong";
        setVerdict(
          reason(id),
          correct,
          words.say(correct ? "quiz.right" : "quiz.wrong"),
          isYours ? words.say("quiz.yours") : "",
        );
        move(reason(id), item);
      }
    },
    reset: (seed) => {
      for (const input of inputs()) input.checked = false;
      unmark(list);
      // The lines of a program have their order.
      if (key.kind !== "bug") arrange(list, "option", shuffled(idsIn(list), seed, [idsIn(list)]));
    },
    focus: () => inputs()[0]!.focus(),
  };
}

function orderPart(right: string[], body: HTMLElement, { words, announce }: Surroundings, touched: () => void): Part {
  const list = find(body, ".options");
  let isMoved = false;
  const mark = (): void => {
    const items = [...list.children];
    for (const button of list.querySelectorAll<HTMLButtonElement>("[data-move]")) {
      const end = button.dataset["move"] === "1" ? items.at(-1) : items[0];
      // Not `disabled`: the focus would be lost at the end of the list.
      button.setAttribute("aria-disabled", String(end === button.closest("li")));
    }
  };
  list.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-move]");
    if (!button) return;
    const item = button.closest("li")!;
    const isDown = button.dataset["move"] === "1";
    const other = isDown ? item.nextElementSibling : item.previousElementSibling;
    if (other) {
      if (isDown) other.after(item);
      else other.before(item);
      button.focus();
      isMoved = true;
      touched();
      mark();
    }
    const place = idsIn(list).indexOf(item.dataset["option"]!) + 1;
    announce(words.say("quiz.place.moved", { item: find(item, ".text").textContent, n: place, total: right.length }));
  });
  mark();
  return {
    need: "quiz.need.order",
    read: () => (isMoved ? idsIn(list) : undefined),
    reveal: (answer, { parts }, reason, move) => {
      // In the right order, each with the place it had.
      arrange(list, "option", right);
      for (const id of right) {
        const item = find(list, `[data-option="${id}"]`);
        const isRight = parts[id]!;
        item.dataset["part"] = isRight ? "right" : "wrong";
        const place = (answer as string[]).indexOf(id) + 1;
        setVerdict(
          reason(id),
          isRight,
          isRight ? words.say("quiz.place.right") : words.say("quiz.place.yours", { n: place }),
        );
        move(reason(id), item);
      }
    },
    reset: (seed) => {
      unmark(list);
      arrange(list, "option", shuffled(right, seed, [right, idsIn(list)]));
      isMoved = false;
      mark();
    },
    focus: () => list.querySelector<HTMLElement>("[data-move]:not([aria-disabled=true])")!.focus(),
  };
}

function matchPart(ids: string[], body: HTMLElement, { words }: Surroundings, touched: () => void): Part {
  const rights = find(body, ".rights");
  const list = find(body, ".options");
  const selects = [...list.querySelectorAll("select")];
  list.addEventListener("change", touched);
  const labelOf = (id: string): string =>
    [...selects[0]!.options]
      .find(({ value }) => value === id)!
      .textContent.trim()
      .replace(/^\w – /, "");
  return {
    need: "quiz.need.match",
    read: () =>
      selects.every(({ value }) => value)
        ? Object.fromEntries(selects.map((select) => [select.closest("li")!.dataset["option"]!, select.value]))
        : undefined,
    reveal: (answer, { parts }, reason, move) => {
      for (const id of ids) {
        const item = find(list, `[data-option="${id}"]`);
        const isRight = parts[id]!;
        item.dataset["part"] = isRight ? "right" : "wrong";
        const chosen = labelOf((answer as Record<string, string>)[id]!);
        setVerdict(
          reason(id),
          isRight,
          isRight ? words.say("quiz.right") : words.say("quiz.match.yours", { text: chosen }),
        );
        move(reason(id), item);
      }
    },
    reset: (seed) => {
      unmark(list);
      const before = [...rights.children].map((item) => (item as HTMLElement).dataset["right"]!);
      const order = shuffled(ids, seed, [ids, before]);
      arrange(rights, "right", order);
      const labels = new Map(ids.map((id) => [id, labelOf(id)]));
      for (const select of selects) {
        for (const [index, id] of order.entries()) {
          const option = [...select.options].find(({ value }) => value === id)!;
          select.append(option);
          option.textContent = `${String.fromCodePoint(65 + index)} – ${labels.get(id)!}`;
        }
        select.value = "";
      }
    },
    focus: () => selects.find(({ value }) => !value)?.focus(),
  };
}

function numericPart(body: HTMLElement, { units, words }: Surroundings, touched: () => void): Part {
  const input = find(body, "input") as HTMLInputElement;
  const output = find(body, "output");
  const shown = find(body, ".shown");
  const read = (): number | undefined => parseNumber(input.value, document.documentElement.lang, units);
  input.addEventListener("input", () => {
    const number = read();
    // Says what a separator was taken for, before it counts.
    output.textContent =
      number === undefined
        ? ""
        : words.say("quiz.number.read-as", { n: formatNumber(number, document.documentElement.lang) });
    if (number !== undefined) touched();
  });
  return {
    need: "quiz.need.number",
    read,
    reveal: (_answer, result, reason, move) => {
      const yours = result.correct ? "answer" : (result.known ?? "otherwise");
      const list = reason(yours).closest<HTMLElement>(".reasons")!;
      for (const item of list.querySelectorAll<HTMLElement>("[data-reason]")) {
        const isYours = item.dataset["reason"] === yours;
        const isRight = item.dataset["reason"] === "answer";
        item.classList.add("option");
        item.toggleAttribute("data-yours", isYours);
        if (isYours || isRight) item.dataset["part"] = isRight ? "right" : "wrong";
        setVerdict(
          item,
          isRight,
          words.say(isRight ? "quiz.right" : "quiz.wrong"),
          isYours ? words.say("quiz.yours") : "",
        );
      }
      move(list, shown);
    },
    reset: () => {
      input.value = "";
      output.textContent = "";
    },
    focus: () => input.focus(),
  };
}

function setVerdict(reason: HTMLElement, isRight: boolean, text: string, yours = ""): void {
  const verdict = find(reason, ".verdict");
  verdict.hidden = false;
  verdict.dataset["verdict"] = isRight ? "right" : "wrong";
  verdict.textContent = text;
  if (!yours) return;
  verdict.append(h("span", { class: "yours" }, yours));
}

function unmark(list: HTMLElement): void {
  for (const item of list.querySelectorAll<HTMLElement>("[data-option]")) {
    item.removeAttribute("data-yours");
    delete item.dataset["part"];
  }
}

function idsIn(list: HTMLElement): string[] {
  return [...list.querySelectorAll<HTMLElement>("[data-option]")].map((item) => item.dataset["option"]!);
}

function arrange(list: HTMLElement, name: "option" | "right", ids: string[]): void {
  for (const id of ids) list.append(find(list, `[data-${name}="${id}"]`));
}

function find(within: ParentNode, selector: string): HTMLElement {
  const found = within.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The quiz has no ${selector}`);
  return found;
}

customElements.define("course-quiz", CourseQuiz);
