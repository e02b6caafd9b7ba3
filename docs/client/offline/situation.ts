/** What there is to say and to do about the offline copy: from the list of the site, what is stored, and nothing else. */
import { bytesOf, differ, filesOf, missingFrom, pick, type Copy, type FileList, type Pending } from "./list.ts";

export interface Known {
  /** The list of the newest build; undefined when the site cannot be reached. */
  list: FileList | undefined;
  copy: Copy | undefined;
  pending: Pending | undefined;
  /** Hashes of the contents in the storage. */
  stored: ReadonlySet<string>;
}

export interface Situation {
  /** By language: is it in the copy, how much it takes (with what all languages share), how much is to be downloaded for it. */
  languages: { code: string; isKept: boolean; bytes: number; toFetch: number }[];
  copy?: { built: string; keptAt: string; languages: string[]; bytes: number };
  /** Parts of the copy are gone from the storage, or a download for these languages was broken off. `done` of `total` bytes are there. */
  incomplete?: { why: "damaged" | "interrupted"; languages: string[]; done: number; total: number };
  /** The site has other contents than the copy. `bytes` is what an update downloads. */
  update?: { bytes: number; built: string };
}

export function situationOf({ list, copy, pending, stored }: Known, codes: readonly string[]): Situation {
  const source = list ?? copy;
  const kept = copy ? Object.keys(copy.languages) : [];
  const situation: Situation = {
    languages: codes
      .filter((code) => source?.languages[code])
      .map((code) => {
        const all = filesOf(pick(source!, [...kept, code]));
        return {
          code,
          isKept: kept.includes(code),
          bytes: bytesOf(filesOf(pick(source!, [code]))),
          toFetch: bytesOf(missingFrom(stored, all)),
        };
      }),
  };
  if (copy) {
    const files = filesOf(copy);
    situation.copy = { built: copy.built, keptAt: copy.keptAt, languages: kept, bytes: bytesOf(files) };
    const gone = missingFrom(stored, files);
    if (gone.length) situation.incomplete = amount("damaged", kept, bytesOf(files), bytesOf(gone));
    if (list && differ(pick(list, kept), copy)) {
      const bytes = bytesOf(missingFrom(stored, filesOf(pick(list, kept))));
      situation.update = { bytes, built: list.built };
    }
  }
  if (pending && list && !situation.incomplete) {
    const languages = pending.languages.filter((code) => codes.includes(code));
    const files = filesOf(pick(list, languages));
    situation.incomplete = amount("interrupted", languages, bytesOf(files), bytesOf(missingFrom(stored, files)));
  }
  return situation;
}

function amount(
  why: "damaged" | "interrupted",
  languages: string[],
  total: number,
  missing: number,
): NonNullable<Situation["incomplete"]> {
  return { why, languages, done: total - missing, total };
}
