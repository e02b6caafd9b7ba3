import { answer, createHandler, type Answer, type NoteRequest } from "../http.ts";

export const handler = createHandler({
  "POST /notebooks/{notebook}/notes": createNote,
  "PUT /notebooks/{notebook}/notes/{id}": replaceNote,
  "DELETE /notebooks/{notebook}/notes/{id}": deleteNote,
});

// #region create-note
async function createNote({ notebook }: NoteRequest): Promise<Answer> {
  // TODO 2: parse the body (parseNoteInput in ../note-input.ts): 400 with { message, errors } when it is not valid.
  // Store the note as version 1, under the client's id or a new one (newNoteId), with a PutCommand that never overwrites:
  // 409 when the id is taken. Otherwise 201, the note, and its path in the header Location.
  return answer(501, { message: `Cannot create a note in ${notebook} yet` });
}
// #endregion

async function replaceNote({ notebook, id }: NoteRequest): Promise<Answer> {
  // TODO 4: replace title and text, and count the version up, only if the note still has the version that If-Match names.
  // 428 without If-Match, 400 for a body that is not valid, 404 when there is no such note, 412 when the note has changed
  // meanwhile; otherwise 200, the new note and its ETag. Two requests may run at the same moment: let DynamoDB compare
  // (UpdateCommand with a ConditionExpression; ReturnValuesOnConditionCheckFailure tells 404 from 412).
  return answer(501, { message: `Cannot replace ${notebook}/${id} yet` });
}

async function deleteNote({ notebook, id }: NoteRequest): Promise<Answer> {
  // TODO 5: delete the note: 204 without a body. 404 when there is no such note, so also for the second delete.
  return answer(501, { message: `Cannot delete ${notebook}/${id} yet` });
}
