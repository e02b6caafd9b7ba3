/** The record as a file: exported, imported after a preview with a choice per item, deleted. */
import { download, h, today } from "./dom.ts";
import { refusalText, takeFiles, textOf } from "./drop.ts";
import { ProgressElement } from "./element.ts";
import { diff, merge, type Choice, type Difference } from "./merge.ts";
import type { Outline } from "./outline.ts";
import { isEmpty, parseRecord, same, type ProgressRecord } from "./record.ts";
import { Refused } from "./refusal.ts";
import { targetName } from "./state.ts";
import { progress } from "./store.ts";
import { dataOf } from "./words.ts";

/** So many new items since the last export deserve a reminder. */
const REMIND_AFTER = 5;

class ProgressFile extends ProgressElement {
  #outline!: Outline;
  #incoming: ProgressRecord | undefined;

  protected override start(): void {
    this.#outline = dataOf<Outline>(this, "outline");
    this.find("[data-tools]").hidden = false;
    this.onClick("[data-export]", () => {
      download(`course-progress-${today()}.json`, "application/json", progress.export());
      this.#say("progress.file.exported");
    });
    takeFiles(this.find("[data-zone]"), (files) => void this.#read(files));
    this.onClick("[data-take]", () => this.#take());
    this.onClick("[data-cancel]", () => {
      this.#preview(undefined);
      this.#say("progress.file.cancelled");
    });
    this.find<HTMLSelectElement>("[data-all]").addEventListener("change", ({ target }) => {
      const { value } = target as HTMLSelectElement;
      for (const select of this.#selects()) if (value) select.value = optionFor(select, value);
    });
    const dialog = this.find<HTMLDialogElement>("dialog");
    this.onClick("[data-delete]", () => {
      this.find("[data-delete-what]").textContent = this.#amounts(progress.record());
      dialog.showModal();
    });
    this.onClick("[data-delete-no]", () => dialog.close());
    this.onClick("[data-delete-yes]", () => {
      progress.clear();
      dialog.close();
      this.#preview(undefined);
      this.#say("progress.file.deleted");
    });
    this.onClick("[data-broken-save]", () => {
      for (const { key, text } of progress.broken()) download(`${key}.txt`, "text/plain", text);
    });
    this.onClick("[data-broken-drop]", () => progress.dropBroken());
  }

  protected override paint(): void {
    const record = progress.record();
    const nothing = isEmpty(record);
    this.find<HTMLButtonElement>("[data-export]").disabled = nothing;
    this.find<HTMLButtonElement>("[data-delete]").disabled = nothing && progress.broken().length === 0;
    this.find("[data-export-state]").textContent = this.#exportState(record, nothing);
    this.find("[data-broken]").hidden = progress.broken().length === 0;
    if (this.#incoming) this.#preview(this.#incoming);
  }

  #exportState(record: ProgressRecord, nothing: boolean): string {
    const { words } = this;
    if (nothing) return words.say("progress.file.nothing");
    const { exported } = record.kept;
    const count = newerThan(record, exported ?? "");
    const when = exported
      ? words.say("progress.file.last", { date: words.dateTime(exported) })
      : words.say("progress.file.never");
    if (count === 0) return when;
    return `${when} ${words.say("progress.file.since", { count })}${count < REMIND_AFTER ? "" : ` ${words.say("progress.file.remind")}`}`;
  }

  async #read(files: File[]): Promise<void> {
    this.#preview(undefined);
    const [file] = files;
    if (!file) return;
    const refused = (reason: string): void => this.#say("progress.file.refused", { file: file.name, reason });
    if (files.length > 1) return refused(this.words.say("progress.refused.several"));
    let text: string;
    try {
      text = await textOf(file);
    } catch (error) {
      return refused(
        error instanceof Refused
          ? refusalText(error.refusal, this.words)
          : this.words.say("progress.refused.unreadable"),
      );
    }
    const parsed = parseRecord(text);
    if (!parsed.ok) return refused(refusalText(parsed.refusal, this.words));
    if (diff(progress.record(), parsed.record).length === 0) return this.#say("progress.file.same");
    this.#say("progress.file.holds", { amounts: this.#amounts(parsed.record) });
    this.#preview(parsed.record);
    this.find("[data-preview] h3").focus();
  }

  /** The table of differences; without a record it goes away. */
  #preview(incoming: ProgressRecord | undefined): void {
    const chosen = this.#choices();
    this.#incoming = incoming;
    this.find("[data-preview]").hidden = !incoming;
    const rows = incoming ? diff(progress.record(), incoming).map((difference) => this.#row(difference)) : [];
    this.find("[data-rows]").replaceChildren(...rows);
    this.find<HTMLSelectElement>("[data-all]").value = "";
    for (const select of this.#selects()) select.value = optionFor(select, chosen[select.name] ?? "proposal");
  }

  #take(): void {
    if (!this.#incoming) return;
    const choices = this.#choices();
    const count = Object.values(choices).filter((choice) => choice !== "here").length;
    const merged = merge(progress.record(), this.#incoming, choices);
    this.#incoming = undefined;
    progress.replace(merged);
    this.#preview(undefined);
    this.#say("progress.file.taken", { count });
    this.find("[data-outcome]").focus();
  }

  #choices(): Record<string, Choice> {
    return Object.fromEntries(this.#selects().map(({ name, value }) => [name, value as Choice]));
  }

  #selects(): HTMLSelectElement[] {
    return this.findAll<HTMLSelectElement>("[data-rows] select");
  }

  #row(difference: Difference): HTMLElement {
    const { words } = this;
    const name = this.#nameOf(difference);
    const options: [Choice, string][] = [
      ["here", words.say("progress.file.choice.here")],
      ["there", words.say("progress.file.choice.there")],
    ];
    const { here, there, proposal } = difference;
    if (!same(proposal, there) && !same(proposal, here))
      options.push(["proposal", words.say("progress.file.choice.both")]);
    const select = h(
      "select",
      {
        name: difference.key,
        "aria-label": words.say("progress.file.choiceFor", { item: name }),
        "data-proposal": same(proposal, there) ? "there" : same(proposal, here) ? "here" : "proposal",
      },
      ...options.map(([value, text]) => h("option", { value }, text)),
    );
    // Narrow screens show a row as a block; the roles keep it a row for screen readers.
    const cell = (label: string, content: Node | string): HTMLElement =>
      h("td", { role: "cell", "data-label": words.say(`progress.file.${label}`) }, content);
    return h(
      "tr",
      { role: "row" },
      h("th", { scope: "row", role: "rowheader" }, name),
      cell("here", here ? this.#sideOf(difference, "here") : words.say("progress.file.absent")),
      cell("there", this.#sideOf(difference, "there")),
      cell("keep", select),
    );
  }

  /** What an item is called; what this course does not know keeps its id. */
  #nameOf(difference: Difference): string {
    const { words } = this;
    const { lessons, labs } = this.#outline;
    const lesson = (slug: string) => lessons.find((one) => one.slug === slug);
    if (difference.kind === "lesson") return lesson(difference.lesson)?.title ?? difference.lesson;
    if (difference.kind === "question" || difference.kind === "recall") {
      const quiz = lesson(difference.quiz);
      const number = (quiz?.questions.indexOf(difference.question) ?? -1) + 1;
      const values = { lesson: quiz?.title ?? difference.quiz, question: number || difference.question };
      const name = words.say(number ? "progress.file.question" : "progress.file.questionId", values);
      return difference.kind === "question" ? name : words.say("progress.file.review", { item: name });
    }
    if (difference.kind === "term") {
      const item = words.say("progress.file.term", { term: difference.term });
      return words.say("progress.file.review", { item });
    }
    return words.say("progress.file.lab", {
      lab: labs.find(({ id }) => id === difference.lab)?.title ?? difference.lab,
      target: targetName(difference.target, words),
    });
  }

  #sideOf(difference: Difference, side: "here" | "there"): string {
    const { words } = this;
    if (difference.kind === "lesson") {
      const { done, lastAt } = difference[side]!;
      return done
        ? words.say("progress.file.side.done", { date: words.date(done.at), last: words.dateTime(lastAt) })
        : words.say("progress.file.side.read", { last: words.dateTime(lastAt) });
    }
    if (difference.kind === "question") {
      const { first, last, attempts } = difference[side]!;
      return words.say("progress.file.side.answers", {
        first: words.say(`progress.file.answer.${first.correct}`),
        last: words.say(`progress.file.answer.${last.correct}`),
        tries: words.say("progress.file.tries", { count: attempts }),
        date: words.dateTime(last.at),
      });
    }
    if (difference.kind === "recall" || difference.kind === "term") {
      const { at, due } = difference[side]!;
      return words.say("progress.file.side.recall", { date: words.dateTime(at), due: words.date(due) });
    }
    const { points, at } = difference[side]!;
    return words.say("progress.file.side.run", { ...points, date: words.dateTime(at) });
  }

  #amounts(record: ProgressRecord): string {
    const { words } = this;
    const questions = Object.values(record.quizzes).reduce((sum, quiz) => sum + Object.keys(quiz.questions).length, 0);
    const runs = Object.values(record.labs).reduce((sum, lab) => sum + Object.keys(lab).length, 0);
    return words.say("progress.file.amounts", {
      lessons: words.say("progress.file.lessons", { count: Object.keys(record.lessons).length }),
      questions: words.say("progress.file.questions", { count: questions }),
      runs: words.say("progress.file.runs", { count: runs }),
    });
  }

  #say(key: string, values: Readonly<Record<string, string | number>> = {}): void {
    this.find("[data-outcome]").textContent = this.words.say(key, values);
  }
}

/** The value that a choice has in this row: where the proposal is one of the sides, there is no third. */
function optionFor(select: HTMLSelectElement, choice: string): string {
  return choice === "proposal" ? select.dataset["proposal"]! : choice;
}

/** Lessons done, answers, runs and reviewed terms after a time. */
function newerThan(record: ProgressRecord, time: string): number {
  const times = [
    ...Object.values(record.lessons).map(({ done }) => done?.at),
    ...Object.values(record.quizzes).flatMap(({ questions }) => Object.values(questions).map(({ last }) => last.at)),
    ...Object.values(record.labs).flatMap(({ sandbox, aws }) => [sandbox?.at, aws?.at]),
    // A reviewed question was answered, and counts as that.
    ...Object.values(record.review.terms).map(({ at }) => at),
  ];
  return times.filter((at) => at !== undefined && at > time).length;
}

customElements.define("progress-file", ProgressFile);
