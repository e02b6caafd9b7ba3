/** The button of the search. Everything behind it is loaded when it is about to be used. */
import type { SearchPanel } from "./panel.ts";

class CourseSearch extends HTMLElement {
  #panel: Promise<SearchPanel> | undefined;

  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>("[data-open]")!;
    if (/Mac|iPhone|iPad/i.test(navigator.platform)) {
      button.setAttribute("aria-keyshortcuts", "Meta+K");
      button.dataset["keys"] = "⌘ K";
    }
    button.addEventListener("click", () => void this.#open());
    const failed = this.querySelector<HTMLElement>("[data-failed]")!;
    // Once the panel is there, it sees to this by itself.
    this.querySelector("[data-retry]")!.addEventListener("click", () => {
      if (this.#panel) return;
      failed.hidden = true;
      void this.#open();
    });
    // What is done before the panel is there, it catches up on.
    this.querySelector("input")!.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") this.dataset["entered"] = "";
      else delete this.dataset["entered"];
    });
    for (const event of ["pointerenter", "focus"])
      button.addEventListener(event, () => void this.#load().catch(() => {}));
    addEventListener("keydown", (event) => {
      if ((!event.ctrlKey && !event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k")
        return;
      event.preventDefault();
      if (this.#dialog.open) this.#dialog.close();
      else void this.#open();
    });
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }

  #load(): Promise<SearchPanel> {
    this.#panel ??= import("./panel.ts").then(
      ({ SearchPanel }) => new SearchPanel(this),
      (error: unknown) => {
        // The next attempt asks again.
        this.#panel = undefined;
        throw error;
      },
    );
    return this.#panel;
  }

  /** What is typed before the rest is there stays in the field, and is looked for then. */
  async #open(): Promise<void> {
    const input = this.querySelector("input")!;
    if (!this.#dialog.open) this.#dialog.showModal();
    input.focus();
    input.select();
    try {
      await this.#load();
    } catch {
      this.querySelector<HTMLElement>("[data-failed]")!.hidden = false;
    }
  }
}

customElements.define("course-search", CourseSearch);
