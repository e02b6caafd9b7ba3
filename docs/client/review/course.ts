/** What the review needs to know of the course; Review.astro hands it over as JSON in the page. */
export interface ReviewCourse {
  quizzes: Record<string, ReviewQuiz>;
  /** Beliefs that several questions test, each as "quiz/question". */
  beliefs: Record<string, string[]>;
  /** Ids of the terms that each lesson marks. */
  terms: Record<string, string[]>;
  /** Ids of all terms. */
  glossary: string[];
  /** Address of the glossary. */
  glossaryHref: string;
}

interface ReviewQuiz {
  /** Address and title of the page that asks it. */
  href: string;
  title: string;
  /** Ids of its questions, in order. */
  questions: string[];
}
