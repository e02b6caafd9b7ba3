/** Plays a recorded trace: one step at a time, asked for or on its own pace; never moves by itself for readers who prefer reduced motion. */
interface Step {
  id: string;
  request: string;
  from: number;
  to: number;
  kind: "call" | "return";
  what: string;
  failed?: boolean;
  time: string;
}

const PACE_MS = 1900;

class CourseTrace extends HTMLElement {
  private steps: Step[] = [];
  private at = -1;
  private timer: number | undefined;

  connectedCallback(): void {
    this.steps = JSON.parse(this.dataset["steps"]!) as Step[];
    this.querySelector<HTMLElement>(".controls")!.hidden = false;
    this.querySelector("details")!.open = false; // open for readers without JavaScript: the caption says the same
    this.on("[data-play]", () => (this.timer === undefined ? this.play() : this.pause()));
    this.on("[data-step]", () => {
      this.pause();
      this.show(Math.min(this.at + 1, this.steps.length - 1));
    });
    this.on("[data-restart]", () => {
      this.pause();
      this.show(-1);
    });
    this.show(-1);
    if (this.dataset["autoplay"] === undefined || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        this.play();
      },
      { threshold: 0.6 },
    );
    observer.observe(this);
  }

  disconnectedCallback(): void {
    this.pause();
  }

  private on(selector: string, act: () => void): void {
    this.querySelector(selector)!.addEventListener("click", act);
  }

  private play(): void {
    if (this.at === this.steps.length - 1) this.show(-1);
    const next = (): void => {
      this.show(this.at + 1);
      if (this.at < this.steps.length - 1) this.timer = window.setTimeout(next, PACE_MS);
      else this.pause();
    };
    this.label(true);
    next();
  }

  private pause(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.label(false);
  }

  private label(playing: boolean): void {
    const button = this.querySelector<HTMLButtonElement>("[data-play]")!;
    button.dataset["play"] ||= button.textContent.trim();
    button.textContent = playing ? button.dataset["pause"]! : button.dataset["play"];
  }

  /** Draws the state after step `at`; -1 is before anything has happened. */
  private show(at: number): void {
    this.at = at;
    const step = this.steps[at];
    for (const event of this.querySelectorAll<HTMLElement>(".event")) {
      const last = this.steps.slice(0, at + 1).findLast(({ request }) => request === event.dataset["request"]);
      event.toggleAttribute(
        "data-on",
        last !== undefined || (at < 0 && event.dataset["request"] === this.steps[0]!.request),
      );
      event.toggleAttribute("data-failed", last?.failed === true);
      event.style.setProperty("--lane", String(last?.to ?? 0));
    }
    for (const lane of this.querySelectorAll<HTMLElement>(".lane")) {
      const here = Number(lane.dataset["lane"]) === step?.to;
      lane.toggleAttribute("data-busy", here);
      lane.toggleAttribute("data-failed", here && step?.failed === true);
    }
    for (const item of this.querySelectorAll("li")) {
      if (item.dataset["id"] === step?.id) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    }
    this.querySelector(".clock")!.textContent = step?.time ?? "";
    this.querySelector(".what")!.textContent = step?.what ?? "";
    this.querySelector(".words")!.innerHTML = step
      ? this.querySelector(`li[data-id="${step.id}"] .sentence`)!.innerHTML
      : this.querySelector(".description")!.innerHTML;
  }
}

customElements.define("course-trace", CourseTrace);
