/** On every page: notes the section being read, paints what is done beside links to lessons and labs, and says when progress is not kept. */
import { ProgressElement } from "./element.ts";
import { isId } from "./refusal.ts";
import { labState, lessonState, sign, type State } from "./state.ts";
import { progress } from "./store.ts";

/** So long a section must be on the screen to count as being read. */
const READ_MS = 2000;
/** The part of the window, from above, in which a heading has been reached. */
const REACHED = 0.4;
const DISMISSED_KEY = "course.progress.dismissed";

class ProgressTrack extends ProgressElement {
  #noticed: string | undefined;

  protected override start(): void {
    const { lesson } = this.dataset;
    if (lesson) followSections(lesson);
    this.onClick("[data-dismiss]", () => {
      remember(this.#noticed);
      this.find("[data-notice]").hidden = true;
    });
  }

  protected override paint(): void {
    for (const link of document.querySelectorAll<HTMLElement>("a[data-lesson], a[data-lab]")) {
      const { lesson, lab } = link.dataset;
      const state = lesson ? lessonState(progress.lesson(lesson)) : labState(progress.lab(lab ?? ""));
      const before = link.querySelector<HTMLElement>(".progress-sign");
      if ((before?.dataset["state"] ?? "none") === state) continue;
      before?.remove();
      if (state !== "none") link.append(sign(state, this.#word(state, lab !== undefined)));
    }
    for (const count of document.querySelectorAll<HTMLElement>("[data-lessons-done]")) {
      const slugs = (count.dataset["lessonsDone"] ?? "").split(" ");
      const done = slugs.filter((slug) => progress.lesson(slug)?.done).length;
      count.textContent = done ? this.words.say("progress.state.count", { done, all: slugs.length }) : "";
    }
    this.#notice();
  }

  #word(state: State, isLab: boolean): string {
    return this.words.say(`progress.state.${isLab ? "lab" : "lesson"}.${state}`);
  }

  /** Once per visit and cause. */
  #notice(): void {
    const trouble = progress.trouble();
    if (trouble === this.#noticed) return;
    this.#noticed = trouble;
    const show = trouble !== undefined && !wasDismissed(trouble);
    this.find("[data-text]").textContent = show ? this.words.say(`progress.trouble.${trouble}`) : "";
    this.find("[data-notice]").hidden = !show;
  }
}

/** Notes the last section whose heading the reader has reached, when it stays for a while. */
function followSections(lesson: string): void {
  const headings = [...document.querySelectorAll<HTMLElement>(".sl-markdown-content h2[id]")].filter(({ id }) =>
    isId(id),
  );
  const reached = new Set<Element>();
  let timer: number | undefined;
  let noted: string | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    if (document.visibilityState !== "visible") return;
    timer = window.setTimeout(() => {
      const section = headings.findLast((heading) => reached.has(heading))?.id;
      if (noted !== undefined && noted === (section ?? "")) return;
      noted = section ?? "";
      progress.visit(lesson, section);
    }, READ_MS);
  };
  // Everything above the line counts, however far it was scrolled away: a heading that is jumped over must not be missed.
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) reached[isIntersecting ? "add" : "delete"](target);
      wait();
    },
    { rootMargin: `1000000px 0px ${Math.round((REACHED - 1) * 100)}% 0px` },
  );
  for (const heading of headings) observer.observe(heading);
  document.addEventListener("visibilitychange", wait);
  wait();
}

function wasDismissed(trouble: string): boolean {
  try {
    return sessionStorage.getItem(DISMISSED_KEY) === trouble;
  } catch {
    return false;
  }
}

function remember(trouble: string | undefined): void {
  try {
    sessionStorage.setItem(DISMISSED_KEY, trouble ?? "");
  } catch {
    // Then the notice comes back on the next page: there is no place to note that it was read.
  }
}

customElements.define("progress-track", ProgressTrack);
