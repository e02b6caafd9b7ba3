import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { answer, createHandler, type Answer, type NoteRequest } from "../http.ts";
import { etagOf, toNote, type NoteKey } from "../note.ts";
import { decodeNext, encodeNext, parseLimit } from "../page.ts";
import { dynamo, TABLE_NAME } from "../table.ts";

// #region handler
export const handler = createHandler({
  "GET /notebooks/{notebook}/notes/{id}": getNote,
  "GET /notebooks/{notebook}/notes": listNotes,
});
// #endregion

async function getNote({ notebook, id }: NoteRequest): Promise<Answer> {
  // Strongly consistent, because the version goes back in If-Match: an old one would make the next replacement fail.
  const { Item } = await dynamo.send(
    new GetCommand({ TableName: TABLE_NAME, Key: { notebook, id }, ConsistentRead: true }),
  );
  if (!Item) return answer(404, { message: `No note ${id} in ${notebook}` });

  const note = toNote(Item);
  return answer(200, note, { etag: etagOf(note) });
}

async function listNotes({ notebook, query }: NoteRequest): Promise<Answer> {
  const limit = parseLimit(query["limit"]);
  if (limit === undefined) return answer(400, { message: "limit must be a number from 1 to 100" });

  const after = query["next"] === undefined ? undefined : decodeNext(query["next"], notebook);
  if (query["next"] !== undefined && !after) return answer(400, { message: "next is not a token of this list" });

  // #region list-notes
  // A Query reads one partition in the order of its sort key and pays for what it returns.
  // A Scan reads the whole table, and applies its Limit before its filter.
  const page = await dynamo.send(
    new QueryCommand({
      TableName: TABLE_NAME,
      KeyConditionExpression: "notebook = :notebook",
      ExpressionAttributeValues: { ":notebook": notebook },
      ConsistentRead: true, // whoever has just created a note finds it in the list
      Limit: limit,
      ExclusiveStartKey: after,
    }),
  );
  return answer(200, {
    notes: (page.Items ?? []).map(toNote),
    // Not "fewer notes than the limit": only a missing LastEvaluatedKey says that this is the last page.
    next: page.LastEvaluatedKey && encodeNext(page.LastEvaluatedKey as NoteKey),
  });
  // #endregion
}
