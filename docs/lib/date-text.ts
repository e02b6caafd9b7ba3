/** A date as the language writes it: November 21, 2026 · 2026 年 11 月 21 日 · 21/11/2026 (../shared/design/style-zh-vi.md). `tag` is a BCP 47 tag; for pages and browser code. */
export function dateText(date: Date, tag: string, more: Intl.DateTimeFormatOptions = {}): string {
  const day: Intl.DateTimeFormatOptions =
    tag === "vi"
      ? { year: "numeric", month: "2-digit", day: "2-digit" }
      : { year: "numeric", month: "long", day: "numeric" };
  const text = new Intl.DateTimeFormat(tag, { ...day, ...more }).format(date);
  return tag.startsWith("zh") ? text.replaceAll(/(?<=\d)(?=\p{Script=Han})|(?<=\p{Script=Han})(?=\d)/gu, " ") : text;
}
