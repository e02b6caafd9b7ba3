/** One question: answered, then revealed with every reason in its place, then opened again. The markup is Question.astro's. */
import { grade, type Grade, type Key, type Response } from "../../lib/quiz/grade.ts";
import { h } from "../progress/dom.ts";
import { CONFIDENCES, type Confidence, type QuestionRecord } from "../progress/record.ts";
import type { Words } from "../progress/words.ts";
import { find } from "./find.ts";
import { partOf, type Part } from "./parts.ts";

/** Before: answered on an earlier visit, not yet reopened. */
type State = "open" | "revealed" | "before";

export interface Surroundings {
  /** Words that may stand beside a number. */
  units: string[];
  words: Words;
  announce(text: string): void;
  record(): QuestionRecord | undefined;
  keep(result: Grade, confidence: Confidence): void;
}

const GUESS = CONFIDENCES[0];
const CERTAIN = CONFIDENCES.at(-1);

export class QuestionView {
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
