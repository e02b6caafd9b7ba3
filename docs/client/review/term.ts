/** A term to recall: the reader says how sure, sees the definition, and judges it alone. */
import type { Answer, Confidence } from "../progress/record.ts";
import type { Words } from "../progress/words.ts";
import { find } from "../quiz/find.ts";
import type { TermParts } from "./pages.ts";

export class TermView {
  readonly root: HTMLElement;

  constructor(
    template: HTMLTemplateElement,
    { name, definition, others }: TermParts,
    href: string,
    words: Words,
    keep: (answer: Omit<Answer, "at">) => void,
  ) {
    this.root = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    for (const element of this.root.querySelectorAll("[data-name]")) element.textContent = name;
    find(this.root, "[data-definition]").replaceChildren(...definition);
    find(this.root, "[data-others]").replaceChildren(...others);
    (find(this.root, "[data-glossary]") as HTMLAnchorElement).href = href;
    find(this.root, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#confidence()) this.#reveal();
      else {
        find(this.root, ".message").textContent = words.say("review.term.need");
        find(this.root, "input").focus();
      }
    });
    for (const button of this.root.querySelectorAll<HTMLElement>("[data-had]"))
      button.addEventListener("click", () =>
        keep({ correct: button.dataset["had"] === "yes", confidence: this.#confidence()! }),
      );
  }

  open(): void {
    for (const input of this.root.querySelectorAll("input")) input.checked = false;
    find(this.root, ".message").textContent = "";
    this.#show(false);
  }

  #confidence(): Confidence | undefined {
    return this.root.querySelector<HTMLInputElement>("input:checked")?.value as Confidence | undefined;
  }

  #reveal(): void {
    find(this.root, ".message").textContent = "";
    this.#show(true);
    find(this.root, "h4").focus();
  }

  #show(isRevealed: boolean): void {
    find(this.root, "form").hidden = isRevealed;
    find(this.root, "[data-revealed]").hidden = !isRevealed;
  }
}
