/** At the end of a lesson: done or not, and the button that changes it. */
import { ProgressElement } from "./element.ts";
import { sign } from "./state.ts";
import { progress } from "./store.ts";

class LessonProgress extends ProgressElement {
  protected override start(): void {
    this.hidden = false;
    const { slug } = this;
    this.onClick("[data-mark]", () => {
      progress.markDone(slug, "reader");
      this.find("[data-undo]").focus();
    });
    this.onClick("[data-undo]", () => {
      progress.unmark(slug);
      this.find("[data-mark]").focus();
    });
  }

  protected override paint(): void {
    const done = progress.lesson(this.slug)?.done;
    const text = done
      ? this.words.say(`progress.lesson.by.${done.by}`, { date: this.words.date(done.at) })
      : this.words.say("progress.lesson.open");
    this.find("[data-state-text]").replaceChildren(sign(done ? "done" : "none"), text);
    this.find("[data-mark]").hidden = done !== undefined;
    this.find("[data-undo]").hidden = done === undefined;
  }

  private get slug(): string {
    return this.dataset["lesson"]!;
  }
}

customElements.define("lesson-progress", LessonProgress);
