import { randomUUID } from "node:crypto";

/** A note as clients see it. */
export interface Note {
  id: string;
  title: string;
  text: string;
  /** 1 for a new note, one more with each replacement. */
  version: number;
  createdAt: string;
}

/** Where a note lies in the table. */
export interface NoteKey {
  notebook: string;
  id: string;
}

/** Names of notebooks and ids of notes are safe in a URL. */
export function isName(text: unknown): text is string {
  return typeof text === "string" && /^[a-z0-9][a-z0-9-]{0,63}$/.test(text);
}

/** An item of the table without its partition key: the client named the notebook itself. */
export function toNote({ id, title, text, version, createdAt }: Record<string, unknown>): Note {
  return { id, title, text, version, createdAt } as Note;
}

export function newNoteId(): string {
  // TODO 3: DynamoDB returns the notes of a notebook in the order of their ids. Make ids that sort, as text, by the time of their creation.
  return randomUUID();
}

export function etagOf(note: Note): string {
  return `"${note.version}"`;
}
