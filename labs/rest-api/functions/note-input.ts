/** What a client may say about a note. */
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

/** Reads the body of a request that creates or replaces a note. `members` are the names that it may have. */
export function parseNoteInput(
  body: string,
  members: readonly string[],
): { input: NoteInput } | { errors: MemberError[] } {
  const note = parseObject(body);
  if (!note) return { errors: [{ member: "body", message: "must be a JSON object" }] };

  const errors: MemberError[] = [];
  const { id, title, text = "" } = note;
  for (const member of Object.keys(note))
    if (!members.includes(member)) errors.push({ member, message: "is not a member of a note" });
  // TODO 2: collect the other errors: title is a string of 1 to 100 characters; text is a string of at most 10,000 characters;
  // id, if there is one, is a name (isName in note.ts).

  if (errors.length > 0) return { errors };
  return { input: { id, title, text } as NoteInput };
}

function parseObject(body: string): Record<string, unknown> | undefined {
  // TODO 2: what does the client get when the body is not JSON, or is JSON but no object: null, [], 1?
  return JSON.parse(body) as Record<string, unknown>;
}
