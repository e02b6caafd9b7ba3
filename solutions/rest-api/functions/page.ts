import { isName, type NoteKey } from "./note.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** The number of notes on a page, or undefined when the client asks for something else than 1 to 100. */
export function parseLimit(text: string | undefined): number | undefined {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = Number(text);
  return /^\d+$/.test(text) && limit >= 1 && limit <= MAX_LIMIT ? limit : undefined;
}

// #region encode-next
/** The token for the page after `key`. Opaque to clients, so that it may change without breaking them. */
export function encodeNext({ notebook, id }: NoteKey): string {
  return Buffer.from(JSON.stringify({ notebook, id })).toString("base64url");
}
// #endregion

// #region decode-next
/** The key in a token; undefined when it is not one of ours for this notebook. Encoding hides nothing: anybody can write a token for another notebook. */
export function decodeNext(token: string, notebook: string): NoteKey | undefined {
  try {
    const key = JSON.parse(Buffer.from(token, "base64url").toString()) as NoteKey | null;
    return key?.notebook === notebook && isName(key.id) ? { notebook, id: key.id } : undefined;
  } catch {
    return undefined;
  }
}
// #endregion
