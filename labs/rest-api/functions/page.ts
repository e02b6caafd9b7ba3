import type { NoteKey } from "./note.ts";

const DEFAULT_LIMIT = 20;

/** The number of notes on a page, or undefined when the client asks for something else than 1 to 100. */
export function parseLimit(text: string | undefined): number | undefined {
  if (text === undefined) return DEFAULT_LIMIT;
  // TODO 3: "7" is 7; "0", "101", "1.5", "" and "many" are undefined.
  return undefined;
}

/** The token for the page after `key`. Opaque to clients, so that it may change without breaking them. */
export function encodeNext({ notebook, id }: NoteKey): string {
  return Buffer.from(JSON.stringify({ notebook, id })).toString("base64url");
}

// #region decode-next
/** The key in a token. */
export function decodeNext(token: string): NoteKey | undefined {
  // TODO 3: a token comes from outside, and anybody can write one. Return undefined for all but a key of the notebook that is asked for.
  return JSON.parse(Buffer.from(token, "base64url").toString()) as NoteKey;
}
// #endregion
