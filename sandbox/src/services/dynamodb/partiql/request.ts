import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AccessRequest, OperationContext } from "../../../core/service.ts";
import { itemAccess } from "../access.ts";
import type { Condition } from "../expressions/condition.ts";
import { pathHeads } from "../expressions/condition.ts";
import { keyText } from "../key.ts";
import { knownTable } from "../tables.ts";
import { parseStatement, type Select, type Statement, type Write } from "./statement.ts";
import { pinnedHashes } from "./where.ts";

export interface StatementInput {
  Statement?: string | undefined;
  Parameters?: AttributeValue[] | undefined;
}

const parsed = new WeakMap<StatementInput, Statement>();

/** The statement of a request, read once for its access and its run. */
export function statementOf(input: StatementInput): Statement {
  let statement = parsed.get(input);
  if (!statement) parsed.set(input, (statement = parseStatement(input.Statement!, input.Parameters)));
  return statement;
}

const ACTIONS = {
  select: "PartiQLSelect",
  insert: "PartiQLInsert",
  update: "PartiQLUpdate",
  delete: "PartiQLDelete",
  exists: "PartiQLSelect",
};

/** What a statement asks IAM for: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html (2026-11). */
export function statementAccess(statement: Statement, context: OperationContext, enclosing?: string): AccessRequest {
  const read = readOf(statement);
  const { index } = read ?? {};
  const table = knownTable(context, statement.table);
  const keys = index === undefined ? table?.keys : table?.indexes.get(index)?.keys;
  const hashes = keys && hashesOf(statement, read, keys.hash.name);
  const request = itemAccess(ACTIONS[statement.kind], { TableName: statement.table, IndexName: index }, context, {
    leadingKeys: (hashes ?? []).map(keyText).filter((text) => text !== undefined),
    items: [Object.fromEntries(namesOf(statement).map((name) => [name, { NULL: true }]))],
    isRead: read !== undefined,
    ...(enclosing === undefined ? {} : { enclosing }),
  });
  if (!read) return request;
  const conditions = { ...request.conditions, "dynamodb:FullTableScan": String(!hashes) };
  return { ...request, conditions };
}

function readOf(statement: Statement): Select | undefined {
  if (statement.kind === "select") return statement;
  return statement.kind === "exists" ? statement.select : undefined;
}

function hashesOf(statement: Statement, read: Select | undefined, hash: string): AttributeValue[] | undefined {
  if (statement.kind === "insert") return statement.item[hash] ? [statement.item[hash]] : undefined;
  return pinnedHashes(read ? read.where : (statement as Extract<Write, { kind: "update" }>).where, hash);
}

/** First names of all attributes that a statement speaks of. */
function namesOf(statement: Statement): string[] {
  if (statement.kind === "insert") return Object.keys(statement.item);
  const where: Condition | undefined = statement.kind === "exists" ? statement.select.where : statement.where;
  const names = new Set(where ? pathHeads(where).all : []);
  if (statement.kind === "update") for (const { parts } of statement.actions) names.add(parts[0] as string);
  for (const parts of readOf(statement)?.paths ?? []) names.add(parts[0] as string);
  return [...names];
}
