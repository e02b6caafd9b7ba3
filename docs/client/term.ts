/** CSS alone shows a definition on hover and focus; this adds a tap, Escape, and keeps the box within the window. */
class CourseTerm extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button")!;
    const tip = this.querySelector<HTMLElement>(".tip")!;
    const place = (): void => {
      delete this.dataset["closed"];
      this.style.removeProperty("--shift");
      const { left, right } = tip.getBoundingClientRect();
      const over = right - document.documentElement.clientWidth + 8;
      if (over > 0) this.style.setProperty("--shift", `${-Math.min(over, left - 8)}px`);
    };
    button.addEventListener("click", () => {
      const open = this.toggleAttribute("data-open");
      if (open) place();
    });
    this.addEventListener("pointerenter", place);
    this.addEventListener("focusin", place);
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.removeAttribute("data-open");
    });
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    // Escape must also close a box that only the pointer opened (WCAG 1.4.13).
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.matches(":hover")) this.close();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.contains(event.target as Node)) this.removeAttribute("data-open");
    });
  }

  private close(): void {
    this.removeAttribute("data-open");
    this.dataset["closed"] = "";
  }
}

customElements.define("course-term", CourseTerm);
