import { fold } from "./search/fold.ts";

/** Narrows the list while the reader types: any language, with or without tone marks. */
class CourseGlossary extends HTMLElement {
  connectedCallback(): void {
    const filter = this.querySelector<HTMLElement>(".filter")!;
    const input = this.querySelector("input")!;
    const count = this.querySelector<HTMLElement>(".count")!;
    const entries = [...this.querySelectorAll<HTMLElement>(".entry")].map((element) => ({
      element,
      words: fold(`${element.dataset["words"]} ${element.id}`),
    }));
    filter.hidden = false;
    input.addEventListener("input", () => {
      const wanted = fold(input.value).trim();
      let shown = 0;
      for (const { element, words } of entries) {
        element.hidden = !words.includes(wanted);
        if (!element.hidden) shown++;
      }
      count.textContent = !wanted ? "" : shown ? String(shown) : count.dataset["none"]!;
    });
  }
}

customElements.define("course-glossary", CourseGlossary);
