import { isName } from "./note.ts";

const MAX_TITLE_LENGTH = 100;
const MAX_TEXT_LENGTH = 10_000;

export interface NoteInput {
  /** Only a new note may choose its id. */
  id?: string;
  title: string;
  text: string;
}

/** What is wrong with one member of the body; `member` is "body" when the body itself is no JSON object. */
export interface MemberError {
  member: string;
  message: string;
}

// #region parse
/** Reads the body of a request that creates or replaces a note. `members` are the names that it may have. */
export function parseNoteInput(
  body: string,
  members: readonly string[],
): { input: NoteInput } | { errors: MemberError[] } {
  const note = parseObject(body);
  if (!note) return { errors: [{ member: "body", message: "must be a JSON object" }] };

  // All errors at once, so that a client need not find them one request at a time.
  const errors: MemberError[] = [];
  const { id, title, text = "" } = note;
  if (typeof title !== "string" || title === "" || title.length > MAX_TITLE_LENGTH)
    errors.push({ member: "title", message: `must be a string of 1 to ${MAX_TITLE_LENGTH} characters` });
  if (typeof text !== "string" || text.length > MAX_TEXT_LENGTH)
    errors.push({ member: "text", message: `must be a string of at most ${MAX_TEXT_LENGTH} characters` });
  if (id !== undefined && !isName(id))
    errors.push({ member: "id", message: "must be 1 to 64 lower-case letters, digits and hyphens" });
  // A misspelt member that is ignored in silence is data lost; and nobody may set version or createdAt from outside.
  for (const member of Object.keys(note))
    if (!members.includes(member)) errors.push({ member, message: "is not a member of a note" });

  if (errors.length > 0) return { errors };
  return { input: { id, title, text } as NoteInput };
}
// #endregion

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
