/** Makes the questions of a page interactive: answer, say how sure, see every option with its reason, try again. The markup is Quiz.astro's; without this script it stays readable. */
import type { Key } from "../lib/quiz/grade.ts";
import { isKnown } from "./progress/record.ts";
import { progress } from "./progress/store.ts";
import { dataOf, Words } from "./progress/words.ts";
import { find } from "./quiz/find.ts";
import { QuestionView } from "./quiz/question.ts";

/** What Quiz.astro hands over, as JSON in the page. */
export interface QuizData {
  quiz: string;
  isLesson: boolean;
  questions: { id: string; key: Key; units?: string[] }[];
}

class CourseQuiz extends HTMLElement {
  #questions: QuestionView[] = [];
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    const data = dataOf<QuizData>(this, "quiz");
    const words = Words.of(this);
    const announce = (text: string): void => {
      find(this, "[data-live]").textContent = text;
    };
    const of = data.questions.map(({ id }) => id);
    this.#questions = data.questions.map(
      ({ id, key, units }) =>
        new QuestionView(find(this, `[data-question="${id}"]`), key, {
          units: units ?? [],
          words,
          announce,
          record: () => progress.quiz(data.quiz)?.questions[id],
          keep: ({ correct, misconception }, confidence) =>
            progress.recordAnswer({
              quiz: data.quiz,
              question: id,
              correct,
              confidence,
              ...(misconception ? { misconception } : {}),
              of,
            }),
        }),
    );
    const showSummary = (): void => this.#showSummary(data, words);
    find(this, "[data-do=missed]").addEventListener("click", () => {
      const missed = this.#questions.filter((question) => question.isMissed());
      for (const question of missed) question.open();
      missed[0]?.focus();
    });
    this.#stop = progress.subscribe(showSummary);
    showSummary();
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  #showSummary({ quiz, questions, isLesson }: QuizData, words: Words): void {
    const records = questions.map(({ id }) => progress.quiz(quiz)?.questions[id]);
    const answered = records.filter((record) => record !== undefined);
    const isComplete = answered.length === questions.length;
    const summary = find(this, ".summary");
    summary.hidden = answered.length === 0;
    const score = words.say("quiz.summary.score", {
      n: answered.filter(({ first }) => first.correct).length,
      total: questions.length,
    });
    find(summary, "[data-score]").textContent = isComplete
      ? score
      : words.say("quiz.summary.answered", { n: answered.length, total: questions.length });
    if (isLesson) find(summary, "[data-done]").hidden = !isComplete || !progress.lesson(quiz)?.done;

    // Right, but not certain, is reviewed too.
    find(summary, "[data-review]").hidden =
      !isComplete || answered.every(({ first, last }) => isKnown(first) && isKnown(last));

    const unsolved = this.#questions.filter((_, index) => records[index]?.last.correct === false);
    const look = find(summary, "[data-look]");
    look.hidden = !isComplete || unsolved.length === 0;
    const remedies = new Map(unsolved.map((question) => question.remedy()).map((node) => [node.textContent, node]));
    find(look, "ul").replaceChildren(...remedies.values());
    find(summary, "[data-do=missed]").hidden = !isComplete || !this.#questions.some((question) => question.isMissed());
  }
}

customElements.define("course-quiz", CourseQuiz);
