/** What the review needs to know of the course, read from the quizzes and from the pages that show them. */
import { getEntry } from "astro:content";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { languages } from "../../course.config.ts";
import type { ReviewCourse } from "../client/review/course.ts";
import { readTerms } from "./glossary.ts";
import { contentPages, pageFile } from "./pages.ts";
import { lessonOf, pathTo } from "./paths.ts";
import { keyOf, loadQuiz } from "./quiz/load.ts";
import { root } from "./root.ts";

export async function reviewCourse(language: string): Promise<ReviewCourse> {
  const course: ReviewCourse = {
    quizzes: {},
    beliefs: {},
    terms: {},
    glossary: readTerms().map(({ id }) => id),
    glossaryHref: pathTo(language, "glossary"),
  };
  // The pages of all languages show the same components: docs/translation sees to that.
  const source = languages[0]!.code;
  for (const page of contentPages()[source]!) {
    const text = readFileSync(join(root, pageFile(source, page)!), "utf8");
    const ids = (component: string): string[] =>
      [...text.matchAll(new RegExp(`<${component} id="([^"]+)"`, "g"))].map(([, id]) => id!);
    const lesson = lessonOf(page);
    if (lesson) course.terms[lesson.slug] = ids("Term");
    for (const quiz of ids("Quiz")) {
      const entry = (await getEntry("docs", `${language}/${page}`)) ?? (await getEntry("docs", `${source}/${page}`));
      const { questions } = loadQuiz(quiz, source);
      course.quizzes[quiz] = {
        href: pathTo(language, page),
        title: entry!.data.title,
        questions: questions.map(({ id }) => id),
      };
      for (const question of questions)
        for (const belief of beliefsIn(keyOf(question))) (course.beliefs[belief] ??= []).push(`${quiz}/${question.id}`);
    }
  }
  course.beliefs = Object.fromEntries(Object.entries(course.beliefs).filter(([, questions]) => questions.length > 1));
  return course;
}

function beliefsIn(key: ReturnType<typeof keyOf>): Set<string> {
  const wrong = "options" in key ? key.options : key.kind === "numeric" ? key.wrong : [];
  return new Set(wrong.flatMap(({ misconception }) => misconception ?? []));
}
