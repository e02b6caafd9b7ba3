/** The dialog of the search, loaded when a reader first opens it. */
import { h } from "../progress/dom.ts";
import { Words } from "../progress/words.ts";
import { loadEngine, type Answer, type Engine } from "./engine.ts";
import type { SearchTerm } from "./query.ts";
import type { Piece, Result } from "./rank.ts";

/** A screen reader that reads each letter should not be talked over. */
const ANNOUNCE_AFTER = 600;
/** Usually the index is there before that. */
const LOADING_AFTER = 400;

export class SearchPanel {
  readonly #dialog: HTMLDialogElement;
  readonly #input: HTMLInputElement;
  readonly #results: HTMLElement;
  readonly #status: HTMLElement;
  readonly #words: Words;
  readonly #base: string;
  readonly #language: string;
  readonly #glossary: string;
  #engine: Promise<Engine> | undefined;
  #shown: string | undefined;
  #isWorking = false;
  #isLoaded = false;
  /** Enter was pressed before the results were there. */
  #isEntered = false;
  #announcement: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement) {
    const { base, language, glossary } = host.dataset;
    this.#base = base!;
    this.#language = language!;
    this.#glossary = glossary!;
    this.#words = Words.of(host);
    this.#dialog = host.querySelector("dialog")!;
    this.#input = host.querySelector("input")!;
    this.#results = host.querySelector("[data-results]")!;
    this.#status = host.querySelector("[data-status]")!;
    this.#isEntered = "entered" in host.dataset;
    this.#input.addEventListener("input", () => {
      this.#isEntered = false;
      void this.#work();
    });
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.#dialog.addEventListener("click", ({ target }) => {
      // A result may be a section of this very page. And what is around the dialog is the dialog itself.
      if (target === this.#dialog || (target as Element).closest("[data-close], a")) this.#dialog.close();
    });
    this.#find("[data-retry]").addEventListener("click", () => {
      this.#engine = undefined;
      this.#input.focus();
      void this.#work();
    });
    void this.#load().catch(() => {});
    if (this.#input.value) void this.#work();
  }

  #find(selector: string): HTMLElement {
    return this.#dialog.querySelector<HTMLElement>(selector)!;
  }

  #show(selector: string, isShown: boolean): void {
    this.#find(selector).hidden = !isShown;
  }

  #load(): Promise<Engine> {
    this.#engine ??= loadEngine(this.#base, this.#language, document.documentElement.lang);
    return this.#engine;
  }

  /** One search at a time, then the newest query: what was typed meanwhile is not looked for. */
  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    const slow = setTimeout(() => this.#show("[data-loading]", !this.#isLoaded), LOADING_AFTER);
    try {
      while (this.#shown !== this.#input.value) {
        const { value } = this.#input;
        const answer = value.trim() === "" ? undefined : await (await this.#load()).search(value);
        if (answer) this.#isLoaded = true;
        if (value !== this.#input.value) continue;
        this.#shown = value;
        this.#paint(answer);
      }
      this.#show("[data-failed]", false);
    } catch {
      this.#engine = undefined;
      this.#shown = undefined;
      this.#paint(undefined);
      this.#show("[data-failed]", true);
      this.#show("[data-hint]", false);
    } finally {
      clearTimeout(slow);
      this.#show("[data-loading]", false);
      this.#isWorking = false;
    }
  }

  #paint(answer: Answer | undefined): void {
    const count = answer ? answer.terms.length + answer.results.length : 0;
    this.#results.replaceChildren(
      ...(answer ? [...answer.terms.map((term) => this.#term(term)), ...answer.results.map(result)] : []),
    );
    this.#dialog.dataset["query"] = answer?.query ?? "";
    this.#show("[data-hint]", answer === undefined);
    const none = this.#find("[data-none]");
    none.hidden = !answer || count > 0;
    none.querySelector("strong")!.textContent = answer
      ? this.#words.say("find.none", { query: answer.query.trim() })
      : "";
    const also = this.#find("[data-also]");
    also.hidden = !answer || answer.also.length === 0 || count === 0;
    also.textContent = this.#words.say("find.also", { words: answer?.also.join(", ") ?? "" });
    this.#results.parentElement!.scrollTop = 0;
    const nothing = none.textContent.replaceAll(/\s+/g, " ").trim();
    if (this.#isEntered) this.#results.querySelector("a")?.click();
    this.#isEntered = false;
    this.#announce(!answer ? "" : count > 0 ? this.#words.say("find.count", { count }) : nothing);
  }

  #announce(text: string): void {
    clearTimeout(this.#announcement);
    this.#announcement = setTimeout(() => (this.#status.textContent = text), ANNOUNCE_AFTER);
  }

  #term({ id, name, definition }: SearchTerm): HTMLElement {
    return h(
      "li",
      { class: "definition" },
      h("p", { class: "where" }, this.#words.say("find.glossary")),
      h("a", { href: `${this.#glossary}#${id}` }, name),
      h("p", { class: "excerpt" }, definition),
    );
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { key } = event;
    const links = [...this.#results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const move = (to: number): void => {
      event.preventDefault();
      if (to < 0) this.#input.focus();
      else links[Math.min(to, links.length - 1)]?.focus();
    };
    if (key === "Escape") {
      // A browser would empty the field first.
      event.preventDefault();
      this.#dialog.close();
    } else if (key === "ArrowDown") move(at + 1);
    else if (key === "ArrowUp") move(at < 0 ? -1 : at - 1);
    else if (event.target === this.#input) {
      if (key !== "Enter") return;
      this.#isEntered = this.#shown !== this.#input.value;
      if (!this.#isEntered) links[0]?.click();
    } else if (at >= 0 && key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // Typing goes on where the reader left off.
      this.#input.focus();
    }
  }
}

function result({ url, page, context, titlePieces, title, excerpt }: Result): HTMLElement {
  const where = [context, page].filter((part) => part !== "" && part !== title).join(" › ");
  return h(
    "li",
    {},
    h("p", { class: "where" }, where),
    h("a", { href: url }, ...titlePieces.map(piece)),
    h("p", { class: "excerpt" }, ...excerpt.map(piece)),
  );
}

function piece({ text, isMatch }: Piece): Node | string {
  return isMatch ? h("mark", {}, text) : text;
}
