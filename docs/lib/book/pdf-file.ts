/** The PDFs of the book, which a build makes when BOOK_PDF=yes is set (`npm run pdf`): they need a browser, and a build must not. */
import { site } from "../site.ts";

export const makesPdf = wantsPdf(process.env["BOOK_PDF"]);

/** Stands in the pages where the size of the file comes, which is known last. */
export const SIZE_MARK = "⟦size⟧";

export function pdfPath(language: string): string {
  return `${site.base}${language}/serverless-course-${language}.pdf`;
}

function wantsPdf(value: string | undefined): boolean {
  if (!value) return false;
  if (value !== "yes") throw new Error(`BOOK_PDF is "${value}". Say BOOK_PDF=yes, or leave it out.`);
  return true;
}
