/** The course as a reader sees it in one language: modules, lessons and labs with titles and addresses. */
import { getEntry } from "astro:content";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { modules } from "../../course.config.ts";
import { readLab, type Lab } from "./lab.ts";
import { pathTo, tagOf } from "./paths.ts";
import { readJson } from "./read.ts";
import { root } from "./root.ts";
import { labelOf } from "./titles.ts";

interface OutlineLab extends Lab {
  href: string;
}

interface OutlineLesson {
  slug: string;
  title: string;
  href: string;
  labs: OutlineLab[];
  /** Ids of the quiz's questions, in order; none where a lesson has no quiz. */
  questions: string[];
}

export interface OutlineModule {
  slug: string;
  title: string;
  lessons: OutlineLesson[];
  /** The page with the questions about the whole module. */
  review?: { title: string; href: string };
}

/** Titles come from the pages' front matter. A page that is not written yet is left out; docs/check.ts names it. */
export async function outlineOf(language: string): Promise<OutlineModule[]> {
  return Promise.all(
    modules.map(async (module) => {
      const lessons = await Promise.all(
        module.lessons.map(async ({ slug, labs = [] }): Promise<OutlineLesson[]> => {
          const page = `${module.slug}/${slug}`;
          const entry = await getEntry("docs", `${language}/${page}`);
          if (!entry) return [];
          return [
            {
              slug,
              title: entry.data.title,
              href: pathTo(language, page),
              labs: labs.map((lab) => ({ ...readLab(lab, language), href: pathTo(language, `labs/${lab}`) })),
              questions: questionsOf(slug),
            },
          ];
        }),
      );
      const review = module.hasReview && (await getEntry("docs", `${language}/${module.slug}/review`));
      return {
        slug: module.slug,
        title: labelOf(`module.${module.slug}`).translations[tagOf(language)]!,
        lessons: lessons.flat(),
        ...(review ? { review: { title: review.data.title, href: pathTo(language, `${module.slug}/review`) } } : {}),
      };
    }),
  );
}

function questionsOf(lesson: string): string[] {
  const file = `quizzes/${lesson}/quiz.json`;
  if (!existsSync(join(root, file))) return [];
  return readJson<{ questions: { id: string }[] }>(file).questions.map(({ id }) => id);
}
