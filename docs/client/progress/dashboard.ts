/** The page `progress`: everything that is done, against everything there is. */
import { h } from "./dom.ts";
import { ProgressElement } from "./element.ts";
import type { Outline } from "./outline.ts";
import { TARGETS } from "./record.ts";
import { checkState, lessonState, passedOf, sign, targetName } from "./state.ts";
import { progress } from "./store.ts";
import { dataOf } from "./words.ts";

class ProgressDashboard extends ProgressElement {
  #outline!: Outline;

  protected override start(): void {
    this.#outline = dataOf<Outline>(this, "outline");
    this.find("[data-board]").hidden = false;
  }

  protected override paint(): void {
    const { words } = this;
    const { lessons, labs } = this.#outline;
    const answers = lessons.map(({ slug, questions }) => quizOf(slug, questions));
    const sum = (of: (answer: (typeof answers)[number]) => number): number =>
      answers.reduce((total, answer) => total + of(answer), 0);
    const figures: Record<string, [number, number]> = {
      lessons: [lessons.filter(({ slug }) => progress.lesson(slug)?.done).length, lessons.length],
      questions: [sum(({ answered }) => answered), sum(({ all }) => all)],
      first: [sum(({ first }) => first), sum(({ answered }) => answered)],
    };
    for (const target of TARGETS)
      figures[target] = [labs.filter(({ id }) => progress.lab(id)?.[target]?.passed).length, labs.length];
    for (const [name, [part, all]] of Object.entries(figures)) {
      this.find(`[data-figure=${name}]`).textContent = words.say("progress.board.of", { part, all });
      this.find<HTMLMeterElement>(`[data-meter=${name}]`).value = all ? part / all : 0;
    }

    for (const [index, { slug }] of lessons.entries()) {
      const row = this.find(`[data-row="${slug}"]`);
      const lesson = progress.lesson(slug);
      const state = lessonState(lesson);
      row
        .querySelector("[data-lesson-state]")!
        .replaceChildren(
          sign(state),
          words.say(`progress.state.lesson.${state}`),
          ...(lesson ? [h("span", { class: "when" }, words.date(lesson.done?.at ?? lesson.lastAt))] : []),
        );
      const { all, answered, first, now } = answers[index]!;
      const quiz = row.querySelector("[data-quiz-state]")!;
      if (all === 0) quiz.textContent = words.say("progress.board.noQuiz");
      else if (answered === 0) quiz.textContent = words.say("progress.board.unanswered", { count: all });
      else
        quiz.replaceChildren(
          words.say("progress.board.first", { first, answered }),
          h("span", { class: "when" }, words.say("progress.board.now", { now, all })),
        );
    }

    for (const { id, checks } of labs) {
      const lab = progress.lab(id);
      const box = this.find(`[data-lab-row="${id}"]`);
      for (const target of TARGETS) {
        const run = lab?.[target];
        const passed = passedOf(run, checks);
        const state = run ? (passed === checks.length ? "done" : "begun") : "none";
        box
          .querySelector(`[data-lab-target=${target}]`)!
          .replaceChildren(
            sign(state),
            run
              ? words.say("progress.board.checks", { target: targetName(target, words), passed, all: checks.length })
              : words.say("progress.board.notRun", { target: targetName(target, words) }),
            ...(run ? [h("span", { class: "when" }, words.date(run.at))] : []),
          );
        for (const check of checks) {
          const state = checkState(run, check);
          box
            .querySelector(`[data-check="${check}"] [data-target=${target}]`)!
            .replaceChildren(sign(state), words.say(`lab.verdict.${state}`));
        }
      }
    }
  }
}

/** Answers to the questions that the quiz has today. */
function quizOf(slug: string, questions: string[]): { all: number; answered: number; first: number; now: number } {
  const given = progress.quiz(slug)?.questions ?? {};
  const answers = questions.flatMap((id) => given[id] ?? []);
  return {
    all: questions.length,
    answered: answers.length,
    first: answers.filter(({ first }) => first.correct).length,
    now: answers.filter(({ last }) => last.correct).length,
  };
}

customElements.define("progress-dashboard", ProgressDashboard);
