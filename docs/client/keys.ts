/** Names in the reader's localStorage; the privacy page lists them. */
export const LANGUAGE_KEY = "course.language";
export const BILINGUAL_KEY = "course.bilingual";
