/** Reading with a second language: any paragraph's counterpart at a tap or the key B, or the whole page in both. Nothing of the page is moved, so quizzes and code keep their state. */
import { BILINGUAL_KEY } from "./keys.ts";
import { blocksOf, counterpartOf, sectionCopy, sectionsOf } from "./counterpart.ts";

interface Choice {
  language: string;
  whole: boolean;
}

class CourseBilingual extends HTMLElement {
  #content = document.querySelector<HTMLElement>(".sl-markdown-content")!;
  #select!: HTMLSelectElement;
  #whole!: HTMLInputElement;
  #translation: Map<string, Element[]> | undefined;
  #pages = new Map<string, Promise<Map<string, Element[]>>>();

  connectedCallback(): void {
    this.#select = this.querySelector("select")!;
    this.#whole = this.querySelector<HTMLInputElement>("[data-whole]")!;
    const { language, whole } = remembered();
    if ([...this.#select.options].some(({ value }) => value === language)) this.#select.value = language;
    this.#whole.checked = whole;
    this.#select.addEventListener("change", () => void this.#apply(true));
    this.#whole.addEventListener("change", () => void this.#apply(true));
    this.#content.addEventListener("click", (event) => this.#tap(event));
    document.addEventListener("keydown", (event) => this.#key(event));
    void this.#apply(false);
  }

  async #apply(byReader: boolean): Promise<void> {
    const language = this.#select.value;
    const whole = this.#whole.checked;
    if (byReader) remember({ language, whole });
    this.#clear();
    this.#translation = undefined;
    this.querySelector<HTMLElement>("[data-more]")!.hidden = !language;
    this.#content.classList.toggle("bilingual", Boolean(language) && !whole);
    if (!language) return;
    try {
      this.#translation = await this.#page(language);
    } catch {
      this.#content.classList.remove("bilingual");
      this.#say(this.dataset["failed"]!);
      return;
    }
    if (this.#select.value !== language || this.#whole.checked !== whole) return;
    if (whole) this.#showWhole();
    this.#say(byReader ? (whole ? this.dataset["shown"]! : this.dataset["how"]!) : "");
  }

  #page(language: string): Promise<Map<string, Element[]>> {
    let page = this.#pages.get(language);
    if (!page) {
      page = fetch(this.#select.selectedOptions[0]!.dataset["path"]!).then(async (response) => {
        if (!response.ok) throw new Error(response.statusText);
        const html = new DOMParser().parseFromString(await response.text(), "text/html");
        return sectionsOf(html.querySelector(".sl-markdown-content")!);
      });
      page.catch(() => this.#pages.delete(language));
      this.#pages.set(language, page);
    }
    return page;
  }

  /** Each section in the left column, its counterpart beside it; one under the other where there is no room. */
  #showWhole(): void {
    document.documentElement.classList.add("bilingual-whole");
    let row = 1;
    for (const [id, section] of sectionsOf(this.#content)) {
      const copies = sectionCopy(this.#translation!.get(id) ?? []);
      const first = row;
      for (const child of section) (child as HTMLElement).style.gridRow = `${row++}`;
      if (!copies.length) continue;
      const box = this.#box("div", copies);
      box.style.gridRow = `${first} / ${Math.max(row, first + 1)}`;
      section.at(-1)!.after(box);
    }
  }

  #clear(): void {
    document.documentElement.classList.remove("bilingual-whole");
    for (const box of this.#content.querySelectorAll(".counterpart")) box.remove();
    for (const child of this.#content.children) (child as HTMLElement).style.removeProperty("grid-row");
  }

  #tap(event: MouseEvent): void {
    const target = event.target as Element;
    if (target.closest("a, button, input, select, label, summary, textarea, .counterpart")) return;
    if (getSelection()?.toString()) return;
    const block = [...this.#blocks()].find((one) => one.contains(target));
    if (block) this.#toggle(block);
  }

  #key(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== "b" || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as Element).closest("input, select, textarea, [contenteditable], dialog")) return;
    const edge = innerHeight / 4;
    const focused = document.activeElement;
    const blocks = [...this.#blocks()];
    const block =
      blocks.find((one) => focused && focused !== document.body && one.contains(focused)) ??
      blocks.find((one) => one.getBoundingClientRect().bottom > edge);
    if (block) this.#toggle(block);
  }

  #blocks(): Element[] {
    if (!this.#translation || this.#whole.checked) return [];
    return [...sectionsOf(this.#content).values()].flatMap(blocksOf);
  }

  #toggle(block: Element): void {
    const isParagraph = block.tagName === "P";
    const shown = isParagraph ? block.nextElementSibling : block.lastElementChild;
    if (shown?.matches(".counterpart")) return shown.remove();
    const [id, section] = [...sectionsOf(this.#content)].find(([, children]) =>
      children.some((child) => child.contains(block)),
    )!;
    const copies = counterpartOf(block, section, this.#translation!.get(id) ?? []);
    if (!copies.length) return;
    const box = this.#box("div", isParagraph ? copies : copies.flatMap((copy) => [...copy.childNodes]));
    if (isParagraph) block.after(box);
    else block.append(box);
    this.#say(box.textContent);
  }

  #box(name: string, content: Node[]): HTMLElement {
    const box = document.createElement(name);
    box.className = "counterpart";
    box.lang = this.#select.selectedOptions[0]!.lang;
    box.append(...content);
    return box;
  }

  #say(text: string): void {
    const status = this.querySelector<HTMLElement>("[role=status]")!;
    status.lang = this.#select.selectedOptions[0]!.lang;
    if (text === this.dataset["how"] || text === this.dataset["failed"] || text === this.dataset["shown"])
      status.removeAttribute("lang");
    status.textContent = text;
    // Without a network and without that language in the offline copy: everybody has to know.
    status.classList.toggle("visually-hidden", text !== this.dataset["failed"]);
  }
}

function remembered(): Choice {
  try {
    const { language = "", whole = false } = JSON.parse(localStorage.getItem(BILINGUAL_KEY) ?? "{}") as Partial<Choice>;
    return { language, whole };
  } catch {
    return { language: "", whole: false };
  }
}

function remember(choice: Choice): void {
  try {
    localStorage.setItem(BILINGUAL_KEY, JSON.stringify(choice));
  } catch {
    // Storage forbidden: the choice holds for this page.
  }
}

customElements.define("course-bilingual", CourseBilingual);
