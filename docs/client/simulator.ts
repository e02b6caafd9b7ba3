/** A simulator loads when the reader comes near it: until then this is all there is of it. */
import type { Simulator } from "../simulators/define.ts";

const definitions = import.meta.glob<Simulator>("../simulators/*/simulator.ts", { import: "default" });

class CourseSimulator extends HTMLElement {
  #observer: IntersectionObserver | undefined;
  #isLoading = false;

  connectedCallback(): void {
    // Sent before it is loaded, the form must not leave the page.
    this.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("focusin", () => void this.#load(), { once: true });
    this.#observer ??= new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        void this.#load();
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
      const [{ startSimulator }, definition] = await Promise.all([
        import("./simulator/view.ts"),
        definitions[`../simulators/${this.dataset["simulator"]}/simulator.ts`]!(),
      ]);
      startSimulator(this, definition);
      this.dataset["ready"] = "";
    } catch (error) {
      // Offline, or a part that is gone after an update: the words of the first case are still there.
      this.dataset["failed"] = "";
      this.querySelector<HTMLElement>(".failed")!.hidden = false;
      console.error(error);
    }
  }
}

customElements.define("course-simulator", CourseSimulator);
