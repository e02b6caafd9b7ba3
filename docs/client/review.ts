/** The page `review`: what is due today, one thing after the other. The questions are those of the quizzes, with their markup and grading. */
import type { Answer, Memory } from "./progress/record.ts";
import { h } from "./progress/dom.ts";
import { ProgressElement } from "./progress/element.ts";
import { progress } from "./progress/store.ts";
import { dataOf } from "./progress/words.ts";
import { QuestionView } from "./quiz/question.ts";
import type { ReviewCourse } from "./review/course.ts";
import { NotLoaded, prepare, questionOf, termOf } from "./review/pages.ts";
import { keyOf, minutesOf, queueOf, sittingOf, type Entry } from "./review/queue.ts";
import { remember } from "./review/schedule.ts";
import { Sitting } from "./review/sitting.ts";
import { TermView } from "./review/term.ts";

type Panel = "start" | "item" | "failed";

/** A prompt as it stands on the page. */
interface Prompt {
  root: HTMLElement;
  /** Unanswered, in another order. */
  open(): void;
}

class CourseReview extends ProgressElement {
  #course!: ReviewCourse;
  #sitting: Sitting | undefined;
  /** Those of this sitting; a question that comes again is shuffled against the order it had. */
  readonly #prompts = new Map<string, Prompt>();

  protected override start(): void {
    this.#course = dataOf<ReviewCourse>(this, "course");
    this.onClick("[data-begin]", () => this.#begin());
    this.onClick("[data-next]", () => void this.#show());
    this.onClick("[data-retry]", () => void this.#show());
    this.onClick("[data-skip]", () => {
      this.#sitting?.drop();
      void this.#show();
    });
    for (const button of this.findAll("[data-stop]")) button.addEventListener("click", () => this.#end());
  }

  protected override paint(): void {
    // What another tab does waits until the sitting is over.
    if (!this.#sitting) this.#showStart();
  }

  #begin(): void {
    this.#prompts.clear();
    this.#sitting = new Sitting(sittingOf(this.#queue().due));
    this.find("[data-score]").hidden = true;
    void this.#show();
  }

  #queue(): ReturnType<typeof queueOf> {
    return queueOf(progress.record(), this.#course, new Date());
  }

  #showStart(): void {
    const { words } = this;
    const { due, later, unknown } = this.#queue();
    const next = sittingOf(due);
    const amounts = (entries: readonly Entry[]): { amounts: string } => {
      const terms = entries.filter(({ item }) => item.kind === "term").length;
      const parts = {
        questions: words.say("review.questions", { count: entries.length - terms }),
        terms: words.say("review.terms", { count: terms }),
      };
      if (terms === 0) return { amounts: parts.questions };
      return { amounts: terms === entries.length ? parts.terms : words.say("review.both", parts) };
    };
    const [soonest] = later;
    const lines = due.length
      ? [
          words.say("review.due", amounts(due)),
          next.length < due.length ? words.say("review.part", amounts(next)) : "",
          words.say("review.minutes", { count: minutesOf(next) }),
        ]
      : soonest
        ? [words.say("review.done"), words.say("review.next", { date: words.date(soonest.due) })]
        : [words.say("review.none")];
    const trouble = progress.trouble();
    this.#write("[data-summary]", lines);
    this.#write("[data-note]", [
      unknown ? words.say("review.unknown", { count: unknown }) : "",
      trouble ? words.say(`progress.trouble.${trouble}`) : "",
    ]);
    this.find("[data-begin]").hidden = due.length === 0;
    this.#panel("start");
  }

  /** The current item of the sitting, or its end. */
  async #show(): Promise<void> {
    const sitting = this.#sitting;
    const entry = sitting?.current;
    if (!sitting || !entry) return this.#end();
    let prompt: Prompt | undefined;
    try {
      prompt = this.#prompts.get(keyOf(entry.item)) ?? (await this.#promptOf(entry));
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      this.#panel("failed");
      this.find("[data-retry]").focus();
      return;
    }
    // Stopped, or gone on, while the page was loading.
    if (this.#sitting !== sitting || sitting.current !== entry) return;
    if (!prompt) {
      sitting.drop();
      return this.#show();
    }
    this.#prompts.set(keyOf(entry.item), prompt);
    prompt.open();
    this.find("[data-heading]").textContent = this.words.say("review.left", { count: sitting.left });
    this.find("[data-why]").textContent = this.#whyText(entry, sitting.isFirst);
    this.find("[data-belief]").hidden = true;
    this.find("[data-next]").hidden = true;
    this.find("[data-place]").replaceChildren(prompt.root);
    this.#panel("item");
    const heading = this.find("[data-heading]");
    // Each at the same place, also on a phone.
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
    // While the reader thinks.
    const { following } = sitting;
    if (following) prepare(this.#hrefOf(following));
  }

  async #promptOf(entry: Entry): Promise<Prompt | undefined> {
    const { item } = entry;
    const href = this.#hrefOf(entry);
    if (item.kind === "term") {
      const parts = await termOf(href, item.term);
      if (!parts) return undefined;
      const template = this.find<HTMLTemplateElement>("template[data-term]");
      return new TermView(template, parts, `${href}#${item.term}`, this.words, (answer) => {
        this.#keep(answer, (memory, isFirst) => {
          if (isFirst) progress.recordTerm(item.term, memory);
        });
        void this.#show();
      });
    }
    const { quiz, question } = item;
    const { questions } = this.#course.quizzes[quiz]!;
    const parts = await questionOf(href, quiz, question);
    if (!parts) return undefined;
    const { root, data, words } = parts;
    const view = new QuestionView(root, data.key, {
      units: data.units ?? [],
      words,
      announce: (text) => (this.find("[data-live]").textContent = text),
      record: () => progress.quiz(quiz)?.questions[question],
      keep: ({ correct, misconception }, confidence) => {
        const given = { correct, confidence, ...(misconception ? { misconception } : {}) };
        this.#keep(given, (memory, isFirst) =>
          progress.recordAnswer({ quiz, question, ...given, ...(isFirst ? { memory } : {}), of: questions }),
        );
        this.#afterAnswer(entry, root);
      },
    });
    // The number in its quiz says nothing here, and the next try comes by itself.
    root.querySelector("h3")?.remove();
    root.querySelector("[data-do=again]")?.remove();
    return { root, open: () => view.open() };
  }

  #keep(answer: Omit<Answer, "at">, record: (memory: Memory, isFirst: boolean) => void): void {
    const sitting = this.#sitting!;
    const { isFirst, current } = sitting;
    record(remember(current!.memory, { at: new Date().toISOString(), ...answer }), isFirst);
    sitting.answer(answer.correct);
  }

  #afterAnswer({ why }: Entry, root: HTMLElement): void {
    this.find("[data-next]").hidden = false;
    this.find("[data-next]").textContent = this.words.say(this.#sitting!.current ? "review.go-on" : "review.finish");
    const belief =
      why.kind === "belief"
        ? root.querySelector(`[data-misconception="${why.misconception}"] q`)?.textContent
        : undefined;
    if (why.kind !== "belief" || !belief) return;
    const line = this.find("[data-belief]");
    line.textContent = this.words.say("review.belief", { lesson: this.#titleOf(why.from), belief });
    line.hidden = false;
  }

  /** Before the answer it says where something comes from, never what is wrong: that would answer the question. */
  #whyText({ item, why }: Entry, isFirst: boolean): string {
    if (!isFirst) return this.words.say("review.why.retry");
    const lesson =
      why.kind === "belief" ? why.from : why.kind === "met" ? why.lesson : item.kind === "question" ? item.quiz : "";
    return this.words.say(`review.why.${item.kind}.${why.kind}`, { lesson: this.#titleOf(lesson) });
  }

  /** The page that a prompt comes from. */
  #hrefOf({ item }: Entry): string {
    return item.kind === "term" ? this.#course.glossaryHref : this.#course.quizzes[item.quiz]!.href;
  }

  #titleOf(quiz: string): string {
    return this.#course.quizzes[quiz]?.title ?? quiz;
  }

  #end(): void {
    const { words } = this;
    const sitting = this.#sitting;
    this.#sitting = undefined;
    this.#showStart();
    this.find("[data-place]").replaceChildren();
    if (!sitting) return;
    const { right, asked } = sitting.score;
    this.#write("[data-score]", [
      asked ? words.say("review.score", { right, asked }) : "",
      sitting.dropped ? words.say("review.dropped", { count: sitting.dropped }) : "",
    ]);
    this.find(asked || sitting.dropped ? "[data-score]" : "[data-begin]").focus();
  }

  /** Each sentence in a line of its own; without any, the place is hidden. */
  #write(place: string, sentences: string[]): void {
    const lines = sentences.filter(Boolean).map((sentence) => h("span", {}, sentence));
    const element = this.find(place);
    element.replaceChildren(...lines);
    element.hidden = lines.length === 0;
  }

  #panel(panel: Panel): void {
    for (const element of this.findAll("[data-panel]")) element.hidden = element.dataset["panel"] !== panel;
  }
}

customElements.define("course-review", CourseReview);
