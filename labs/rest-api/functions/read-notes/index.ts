import { answer, createHandler, type Answer, type NoteRequest } from "../http.ts";

export const handler = createHandler({
  "GET /notebooks/{notebook}/notes/{id}": getNote,
  "GET /notebooks/{notebook}/notes": listNotes,
});

async function getNote({ notebook, id }: NoteRequest): Promise<Answer> {
  // TODO 1: read the item with a GetCommand (from @aws-sdk/lib-dynamodb; `dynamo` and TABLE_NAME are in ../table.ts).
  // 404 with a message that names the note when there is none; otherwise 200, the note (toNote in ../note.ts) and its version in the header ETag (etagOf).
  return answer(501, { message: `Cannot read ${notebook}/${id} yet` });
}

async function listNotes({ notebook }: NoteRequest): Promise<Answer> {
  // TODO 3: answer 200 with { notes, next }: at most `limit` notes of this notebook (query.limit, query.next; see ../page.ts),
  // with a QueryCommand. `next` is there only when there is more to read. 400 for a limit or a token that is not valid.
  return answer(501, { message: `Cannot list ${notebook} yet` });
}
