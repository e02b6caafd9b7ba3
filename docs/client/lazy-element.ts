/** An element whose program loads when the reader comes near it: until then what the page was built with is all there is of it. */
export abstract class LazyElement extends HTMLElement {
  #observer: IntersectionObserver | undefined;
  #isLoading = false;

  /** Loads the program and starts it on this element. */
  protected abstract start(): Promise<void>;

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
      await this.start();
      this.dataset["ready"] = "";
    } catch (error) {
      // Offline, or a part that is gone after an update: what the page was built with is still there.
      this.dataset["failed"] = "";
      this.querySelector<HTMLElement>(".failed")!.hidden = false;
      console.error(error);
    }
  }
}
