import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { answer, createHandler, type Answer, type NoteRequest } from "../http.ts";
import { etagOf, newNoteId, toNote, type Note } from "../note.ts";
import { parseNoteInput, type MemberError } from "../note-input.ts";
import { dynamo, TABLE_NAME } from "../table.ts";

// #region handler
export const handler = createHandler({
  "POST /notebooks/{notebook}/notes": createNote,
  "PUT /notebooks/{notebook}/notes/{id}": replaceNote,
  "DELETE /notebooks/{notebook}/notes/{id}": deleteNote,
});
// #endregion

// #region create-note
async function createNote({ notebook, body }: NoteRequest): Promise<Answer> {
  const parsed = parseNoteInput(body, ["id", "title", "text"]);
  if ("errors" in parsed) return invalid(parsed.errors);

  const { id = newNoteId(), title, text } = parsed.input;
  const note: Note = { id, title, text, version: 1, createdAt: new Date().toISOString() };
  try {
    await dynamo.send(
      new PutCommand({
        TableName: TABLE_NAME,
        Item: { notebook, ...note },
        // Test and write are one step in DynamoDB. A read before the write would leave a gap for a second client.
        ConditionExpression: "attribute_not_exists(notebook)",
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException)
      return answer(409, { message: `There is a note ${id} in ${notebook} already` });
    throw error;
  }
  return answer(201, note, { location: `/notebooks/${notebook}/notes/${id}`, etag: etagOf(note) });
}
// #endregion

async function replaceNote({ notebook, id, ifMatch, body }: NoteRequest): Promise<Answer> {
  // Without the version that the client has seen, a replacement could undo one that it has not seen.
  if (ifMatch === undefined) return answer(428, { message: "Send the ETag of the note in If-Match" });
  const parsed = parseNoteInput(body, ["title", "text"]);
  if ("errors" in parsed) return invalid(parsed.errors);

  try {
    // #region compare-and-write
    const { Attributes } = await dynamo.send(
      new UpdateCommand({
        TableName: TABLE_NAME,
        Key: { notebook, id },
        UpdateExpression: "SET #title = :title, #text = :text, #version = #version + :one",
        // Optimistic locking: DynamoDB compares and writes in one step, so that of two clients with one version one fails.
        ConditionExpression: "#version = :expected",
        ExpressionAttributeNames: { "#title": "title", "#text": "text", "#version": "version" }, // `text` is a reserved word
        ExpressionAttributeValues: {
          ":title": parsed.input.title,
          ":text": parsed.input.text,
          ":one": 1,
          ":expected": Number(/^"(\d{1,15})"$/.exec(ifMatch)?.[1] ?? 0), // 0: an ETag that we never gave matches nothing
        },
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    const note = toNote(Attributes ?? {});
    return answer(200, note, { etag: etagOf(note) });
    // #endregion
  } catch (error) {
    // #region changed-or-missing
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // The item that did not match comes with the error: that tells "changed" from "never existed" without another read.
    return error.Item ? answer(412, { message: "The note has changed: read it again" }) : missing(notebook, id);
    // #endregion
  }
}

async function deleteNote({ notebook, id }: NoteRequest): Promise<Answer> {
  // DynamoDB deletes what is not there without an error; the old item says whether there was something.
  const { Attributes } = await dynamo.send(
    new DeleteCommand({ TableName: TABLE_NAME, Key: { notebook, id }, ReturnValues: "ALL_OLD" }),
  );
  return Attributes ? answer(204) : missing(notebook, id);
}

function invalid(errors: MemberError[]): Answer {
  return answer(400, { message: "The note is not valid", errors });
}

function missing(notebook: string, id: string): Answer {
  return answer(404, { message: `No note ${id} in ${notebook}` });
}
