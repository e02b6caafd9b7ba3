/** Names in the reader's localStorage; the privacy page lists them. */
export const LANGUAGE_KEY = "course.language";
