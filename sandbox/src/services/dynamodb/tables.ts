import { formatArn, parseArn } from "../../core/arn.ts";
import { NotEmulated } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import { Constraints } from "../../core/constraints.ts";
import {
  indexNotFound,
  invalidParameters,
  namedTableNotFound,
  resourceOfArnNotFound,
  tableMissing,
  tableNotFound,
} from "./errors.ts";
import type { SecondaryIndex, Table } from "./table.ts";

export const tables = defineStore("regional", () => new Map<string, Table>());

export const NAME_PATTERN = "[a-zA-Z0-9_.-]+";

export function tableArn(context: { region: string; account: string }, name: string): string {
  return formatArn({
    service: "dynamodb",
    region: context.region,
    account: context.account,
    resource: `table/${name}`,
  });
}

/** The ARN of what a request calls TableName: a name, or already an ARN. */
export function requestedArn(context: OperationContext, nameOrArn: string, index?: string): string {
  const arn = nameOrArn.startsWith("arn:") ? nameOrArn : tableArn(context, nameOrArn);
  return index === undefined ? arn : `${arn}/index/${index}`;
}

/** The table's name of a TableName; throws AWS's constraint error for what cannot be one. */
function requestedName(context: OperationContext, nameOrArn: string): string {
  const arn = nameOrArn.startsWith("arn:") ? parseArn(nameOrArn) : undefined;
  if (arn?.service === "dynamodb" && arn.resource.startsWith("table/")) {
    if (arn.account !== context.account || arn.region !== context.region)
      throw new NotEmulated("dynamodb requests for a table of another account or Region");
    return arn.resource.slice("table/".length);
  }
  new Constraints()
    .matches("tableName", nameOrArn, NAME_PATTERN)
    .length("tableName", nameOrArn, { min: 3, max: 255 })
    .check();
  return nameOrArn;
}

/** The table for reading and writing items: one that is being made or deleted is not there. */
export function itemTable(context: OperationContext, nameOrArn: string): Table {
  const found = peekTable(context, nameOrArn);
  if (!found || found.status === "CREATING" || found.status === "DELETING") throw tableNotFound();
  return found;
}

/** The table for control operations, in whatever state. */
export function controlTable(context: OperationContext, nameOrArn: string): Table {
  const found = peekTable(context, nameOrArn);
  if (!found) throw namedTableNotFound(requestedName(context, nameOrArn));
  return found;
}

function peekTable(context: OperationContext, nameOrArn: string): Table | undefined {
  const all = context.state(tables);
  return all.get(nameOrArn) ?? all.get(requestedName(context, nameOrArn));
}

/** For condition keys: the table if it is there, no errors. */
export function knownTable(context: OperationContext, nameOrArn: string): Table | undefined {
  const all = context.state(tables);
  return all.get(nameOrArn) ?? all.get(nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1));
}

/** A global index that is still filled, or goes, cannot be read. */
export function readableIndex(table: Table, name: string): SecondaryIndex {
  const index = table.indexes.get(name);
  if (!index || index.status === "CREATING" || index.status === "DELETING") throw indexNotFound(name);
  return index;
}

/** The table of a ResourceArn. */
export function taggedTable(context: OperationContext, arn: string): Table {
  if (!arn.startsWith("arn:")) throw invalidParameters(`ARNs must start with 'arn:': ${arn}`);
  const parsed = parseArn(arn);
  if (parsed?.service !== "dynamodb") throw invalidParameters(`Provided Arn is not a DynamoDB resource arn: ${arn}`);
  const [kind, name, ...rest] = parsed.resource.split("/");
  if (kind !== "table" || !name || rest.length)
    throw invalidParameters(
      `Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`,
    );
  const isOurs = parsed.account === context.account && parsed.region === context.region;
  const table = isOurs ? context.state(tables).get(name) : undefined;
  if (!table) throw resourceOfArnNotFound(arn);
  return table;
}

/** The table of the continuous-backup operations, which have an error of their own. */
export function backedUpTable(context: OperationContext, nameOrArn: string): Table {
  const table = peekTable(context, nameOrArn);
  if (!table || table.status === "DELETING") throw tableMissing(nameOrArn);
  return table;
}

/** Table names as keys of RequestItems. */
export function constrainRequestItems(constraints: Constraints, requestItems: Record<string, unknown>): void {
  const names = Object.keys(requestItems);
  if (!names.length)
    constraints.broken("requestItems", requestItems, "Member must have length greater than or equal to 1");
  const isName = (name: string) => name.startsWith("arn:") || /^[a-zA-Z0-9_.-]{3,255}$/.test(name);
  if (!names.every(isName))
    constraints.broken(
      "requestItems",
      requestItems,
      `Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: ${NAME_PATTERN}]`,
    );
}
