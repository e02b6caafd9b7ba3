/** The record to keep: what was done, where, with which versions and when; on paper or as a file that needs nothing else. */
import { download, h, today } from "./dom.ts";
import { ProgressElement } from "./element.ts";
import type { Outline } from "./outline.ts";
import { isEmpty, TARGETS, type ProgressRecord } from "./record.ts";
import { targetName } from "./state.ts";
import { progress } from "./store.ts";
import { dataOf, type Words } from "./words.ts";

class ProgressCompletion extends ProgressElement {
  #outline!: Outline;

  protected override start(): void {
    this.#outline = dataOf<Outline>(this, "outline");
    this.find("[data-tools]").hidden = false;
    this.find("[data-name]").addEventListener("input", () => this.paint());
    this.onClick("[data-print]", () => this.#print());
    this.onClick("[data-download]", () =>
      download(`course-record-${today()}.html`, "text/html;charset=utf-8", this.#document()),
    );
  }

  protected override paint(): void {
    const record = progress.record();
    const nothing = isEmpty(record);
    this.find("[data-nothing]").hidden = !nothing;
    this.find("[data-form]").hidden = nothing;
    this.find("[data-article]").replaceChildren(...(nothing ? [] : [this.#article(record)]));
  }

  #article(record: ProgressRecord): HTMLElement {
    const name = this.find<HTMLInputElement>("[data-name]").value.trim();
    return articleOf(record, this.#outline, this.words, { name, course: this.dataset["course"] ?? "" });
  }

  /** A page of its own: styles, words and the record itself inside, nothing from elsewhere. */
  #document(): string {
    const record = progress.record();
    const root = document.documentElement;
    const page = document.implementation.createHTMLDocument(this.words.say("progress.record.title"));
    page.documentElement.lang = root.lang;
    const charset = page.createElement("meta");
    charset.setAttribute("charset", "utf-8");
    const viewport = page.createElement("meta");
    viewport.name = "viewport";
    viewport.content = "width=device-width";
    const style = page.createElement("style");
    style.textContent = STYLE;
    page.head.prepend(charset, viewport);
    page.head.append(style);
    const data = page.createElement("script");
    data.type = "application/json";
    data.id = "course-progress";
    data.textContent = JSON.stringify(record, null, 2).replaceAll("<", String.raw`\u003c`);
    page.body.append(page.importNode(this.#article(record), true), data);
    return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
  }

  #print(): void {
    const frame = h("iframe", { "aria-hidden": "true", tabindex: "-1", class: "print-frame" });
    frame.srcdoc = this.#document();
    frame.addEventListener("load", () => {
      const { contentWindow } = frame;
      contentWindow?.addEventListener("afterprint", () => frame.remove());
      contentWindow?.print();
    });
    document.body.append(frame);
  }
}

/** The record in words. */
function articleOf(
  record: ProgressRecord,
  outline: Outline,
  words: Words,
  { name, course }: { name: string; course: string },
): HTMLElement {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
    words.say(`progress.record.${key}`, values);
  const done = outline.lessons.filter(({ slug }) => record.lessons[slug]?.done);
  const lessons = done.map(({ slug, title }) => {
    const { at, by } = record.lessons[slug]!.done!;
    return [title, words.date(at), say(`by.${by}`)];
  });
  const quizzes = outline.lessons.flatMap(({ slug, title, questions }) => {
    const given = record.quizzes[slug]?.questions ?? {};
    const answers = questions.flatMap((id) => given[id] ?? []);
    if (answers.length === 0) return [];
    const first = answers.filter((answer) => answer.first.correct).length;
    return [[title, say("answered", { answered: answers.length, all: questions.length }), words.number(first)]];
  });
  const labs = outline.labs.flatMap(({ id, title }) =>
    TARGETS.flatMap((target) => {
      const run = record.labs[id]?.[target];
      if (!run) return [];
      const { at, labVersion, slab, points } = run.passed ?? run;
      return [
        [
          title,
          targetName(target, words),
          run.passed ? say("passed") : say("notPassed"),
          say("points", { ...points }),
          labVersion,
          slab,
          words.date(at),
        ],
      ];
    }),
  );
  const amounts = [
    say("amount.lessons", { part: done.length, all: outline.lessons.length }),
    say("amount.labs", {
      part: outline.labs.filter(({ id }) => TARGETS.some((target) => record.labs[id]?.[target]?.passed)).length,
      all: outline.labs.length,
    }),
  ];
  return h(
    "article",
    { class: "completion" },
    h("h3", {}, say("title")),
    h("p", {}, course),
    name ? h("p", { class: "name" }, name) : undefined,
    h("p", {}, say("made", { date: words.date(new Date().toISOString()) })),
    h("p", {}, amounts.join(" ")),
    ...tableOf(say("lessons"), [say("lesson"), say("when"), say("how")], lessons),
    ...tableOf(say("quizzes"), [say("lesson"), say("answers"), say("first")], quizzes),
    ...tableOf(
      say("labs"),
      [say("lab"), say("where"), say("result"), say("reached"), say("labVersion"), say("slabVersion"), say("when")],
      labs,
    ),
    h("p", { class: "honest" }, say("honest")),
  );
}

function tableOf(title: string, columns: string[], rows: string[][]): HTMLElement[] {
  if (rows.length === 0) return [];
  return [
    h("h4", {}, title),
    h(
      "div",
      // Wide tables scroll by themselves, also for the keyboard.
      { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...columns.map((column) => h("th", { scope: "col" }, column)))),
        h(
          "tbody",
          {},
          ...rows.map(([first = "", ...others]) =>
            h("tr", {}, h("th", { scope: "row" }, first), ...others.map((cell) => h("td", {}, cell))),
          ),
        ),
      ),
    ),
  ];
}

const STYLE = `
:root { color-scheme: light; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b1d20; background: #fff; font: 1rem/1.6 system-ui, "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h3 { margin: 0 0 0.5rem; font-size: 1.6rem; }
h4 { margin: 1.5rem 0 0.5rem; font-size: 1.1rem; }
.name { font-size: 1.25rem; font-weight: 600; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid #dcdad4; text-align: start; vertical-align: top; }
tbody th { font-weight: 500; }
.honest { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid #dcdad4; color: #55585d; font-size: 0.9rem; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } tr { break-inside: avoid; } }
`;

customElements.define("progress-completion", ProgressCompletion);
