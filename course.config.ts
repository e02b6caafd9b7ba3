/** The spine of the course: its languages, and modules -> lessons -> labs in order. The only list of them; everything else is found by slug. */
export interface Language {
  /** Folder and file name everywhere: docs/content/docs/<code>, strings/<code>.json. */
  code: string;
  /** BCP 47 tag, for the browser, Intl and Starlight. */
  tag: string;
  /** Its own name. */
  name: string;
  /** Its name where there is little room. */
  short: string;
}

interface Lesson {
  /** Unique over the course and permanent: progress and quizzes are kept under it. */
  slug: string;
  labs?: string[];
}

export interface Module {
  slug: string;
  lessons: Lesson[];
  /** It ends with a page `<module>/review`, which asks the 20 questions of quizzes/review-<module>. */
  hasReview?: true;
}

/** The first is the source that the others are translated from. */
export const languages: Language[] = [
  { code: "en", tag: "en", name: "English", short: "EN" },
  { code: "zh", tag: "zh-CN", name: "简体中文", short: "中文" },
  { code: "vi", tag: "vi", name: "Tiếng Việt", short: "VI" },
];

export const modules: Module[] = [
  {
    slug: "start",
    lessons: [
      { slug: "welcome" },
      { slug: "what-is-serverless" },
      { slug: "choose-compute" },
      { slug: "your-tools" },
      { slug: "your-account" },
    ],
  },
  {
    slug: "principles",
    lessons: [
      { slug: "single-purpose" },
      { slug: "concurrency" },
      { slug: "share-nothing" },
      { slug: "no-hardware-affinity" },
      { slug: "orchestrate" },
      { slug: "events" },
      { slug: "failures-and-duplicates", labs: ["idempotent-consumer"] },
    ],
    hasReview: true,
  },
  {
    slug: "api",
    lessons: [
      { slug: "rest-api", labs: ["rest-api"] },
      { slug: "http-or-rest" },
      { slug: "microservices" },
      { slug: "queue-integration", labs: ["api-to-queue"] },
      { slug: "async-api", labs: ["async-api"] },
      { slug: "webhooks", labs: ["webhook"] },
    ],
  },
  {
    slug: "events",
    lessons: [
      { slug: "queues", labs: ["queue-worker"] },
      { slug: "error-handling", labs: ["redrive"] },
      { slug: "ordering", labs: ["ordered-queue"] },
      { slug: "fan-out", labs: ["fan-out"] },
      { slug: "event-router", labs: ["event-router"] },
      { slug: "schedules", labs: ["scheduled-job"] },
      { slug: "event-driven-services", labs: ["event-driven-services"] },
    ],
    hasReview: true,
  },
  { slug: "operate", lessons: [{ slug: "cold-starts" }, { slug: "memory" }, { slug: "cost" }] },
];

/** Pages of a module, in order. */
export function pagesOf({ slug, lessons, hasReview }: Module): string[] {
  return [...lessons.map((lesson) => `${slug}/${lesson.slug}`), ...(hasReview ? [`${slug}/review`] : [])];
}

/** Slugs of all labs, in the order of the course. */
export const labs: string[] = modules.flatMap((module) => module.lessons.flatMap((lesson) => lesson.labs ?? []));

/** The lab that newcomers begin with: `npm start`, the README and the benchmark take it. Not the first in the order of the course: it is the smallest whole app, an API, functions and a table. */
export const firstLab = "rest-api";
