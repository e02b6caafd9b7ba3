/** The calculator loads when the reader comes near it; until then the bill of the example is all there is of it. */
class CourseCost extends HTMLElement {
  #observer: IntersectionObserver | undefined;
  #isLoading = false;

  connectedCallback(): void {
    // Sent before it is loaded, the form must not leave the page.
    this.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("focusin", () => void this.#load(), { once: true });
    this.#observer ??= new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void this.#load();
      },
      { rootMargin: "400px" },
    );
    this.#observer.observe(this);
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
  }

  async #load(): Promise<void> {
    this.#observer?.disconnect();
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      const { startCost } = await import("./cost/view.ts");
      startCost(this);
      this.dataset["ready"] = "";
    } catch (error) {
      // Offline, or a part that is gone after an update: the bill of the example is still there.
      this.dataset["failed"] = "";
      this.querySelector<HTMLElement>(".failed")!.hidden = false;
      console.error(error);
    }
  }
}

customElements.define("course-cost", CourseCost);
