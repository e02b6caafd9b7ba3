import type { ListTablesCommandInput, ListTablesCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { Constraints } from "../../../core/constraints.ts";
import { LIST_TABLES_LIMIT } from "../limits.ts";
import { NAME_PATTERN, tables } from "../tables.ts";

export const listTables = operation<ListTablesCommandInput, ListTablesCommandOutput>({
  accepts: ["ExclusiveStartTableName", "Limit"],
  access: () => [{ action: "dynamodb:ListTables", resource: "*" }],
  run({ ExclusiveStartTableName: start, Limit: limit = LIST_TABLES_LIMIT }, context) {
    new Constraints()
      .range("limit", limit, { min: 1, max: LIST_TABLES_LIMIT })
      .matches("exclusiveStartTableName", start, NAME_PATTERN)
      .length("exclusiveStartTableName", start, { min: 3, max: 255 })
      .check();
    const names = [...context.state(tables).keys()].sort().filter((name) => start === undefined || name > start);
    const page = names.slice(0, limit);
    return {
      TableNames: page,
      ...(names.length > page.length && { LastEvaluatedTableName: page.at(-1) }),
    };
  },
});
