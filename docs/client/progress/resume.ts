/** On the home page: the way back to where the reader was, or on to the next lesson. */
import { ProgressElement } from "./element.ts";
import { progress } from "./store.ts";
import { dataOf } from "./words.ts";

interface Lesson {
  slug: string;
  title: string;
  href: string;
}

class ResumeCard extends ProgressElement {
  #lessons: Lesson[] = [];
  #shown = "";

  protected override start(): void {
    this.#lessons = dataOf<Lesson[]>(this, "lessons");
  }

  protected override paint(): void {
    const last = progress.resume();
    const at = this.#lessons.findIndex(({ slug }) => slug === last?.lesson);
    const isDone = (slug: string): boolean => progress.lesson(slug)?.done !== undefined;
    const there = this.#lessons[at];
    // After a lesson that is done, the next that is not; at the end of the course nothing.
    const next = there && isDone(there.slug) ? this.#lessons.slice(at).find(({ slug }) => !isDone(slug)) : undefined;
    const lesson = next ?? there;
    this.hidden = !lesson || (next === undefined && isDone(lesson.slug));
    if (this.hidden || !lesson) return;
    const section = next ? undefined : last?.section;
    const key = `${lesson.slug}#${section ?? ""}`;
    if (key === this.#shown) return;
    this.#shown = key;
    this.find("[data-heading]").textContent = this.words.say(next ? "progress.resume.next" : "progress.resume.here");
    const link = this.find<HTMLAnchorElement>(".place a");
    link.textContent = lesson.title;
    link.href = section ? `${lesson.href}#${section}` : lesson.href;
    const place = this.find("[data-section]");
    place.textContent = "";
    if (section) void this.#nameSection(place, lesson.href, section);
  }

  async #nameSection(place: HTMLElement, href: string, section: string): Promise<void> {
    const shown = this.#shown;
    const title = await titleOf(href, section);
    if (title && this.#shown === shown)
      place.textContent = this.words.say("progress.resume.section", { section: title });
  }
}

/** The title of a section stands in its page only; the reader is about to open that anyway. */
async function titleOf(href: string, section: string): Promise<string | undefined> {
  try {
    const response = await fetch(href);
    if (!response.ok) return undefined;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.getElementById(section)?.textContent?.trim();
  } catch {
    return undefined;
  }
}

customElements.define("resume-card", ResumeCard);
