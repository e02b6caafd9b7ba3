import type { ExecuteStatementCommandInput, ExecuteStatementCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { Usage } from "../capacity.ts";
import { Constraints } from "../../../core/constraints.ts";
import { validation } from "../errors.ts";
import { STATEMENT_CHARACTERS } from "../limits.ts";
import { decodeNextToken, encodeNextToken } from "../partiql/next-token.ts";
import { statementAccess, statementOf } from "../partiql/request.ts";
import { executeSelect } from "../partiql/select.ts";
import { prepareStatement, returned } from "../partiql/write-statement.ts";
import { itemTable } from "../tables.ts";
import { executeWrite } from "../write.ts";

export const executeStatement = operation<ExecuteStatementCommandInput, ExecuteStatementCommandOutput>({
  accepts: [
    "Statement",
    "Parameters",
    "ConsistentRead",
    "NextToken",
    "Limit",
    "ReturnConsumedCapacity",
    "ReturnValuesOnConditionCheckFailure",
  ],
  access(input, context) {
    checkShape(input);
    return [statementAccess(statementOf(input), context)];
  },
  run(input, context) {
    const statement = statementOf(input);
    if (statement.kind === "exists") throw validation("EXISTS can only be used in ExecuteTransaction write requests.");
    const table = itemTable(context, statement.table);
    if (statement.kind !== "select") {
      const old = input.ReturnValuesOnConditionCheckFailure === "ALL_OLD";
      const written = executeWrite(prepareStatement(statement, table, old), context);
      const usage = new Usage(statement.table, "write");
      usage.addWrite(table, written.old, written.next);
      const item = returned(statement, written);
      return { Items: item ? [item] : [], ConsumedCapacity: usage.report(input.ReturnConsumedCapacity) };
    }
    const usage = new Usage(statement.table, "read");
    const request = [input.Statement, input.Parameters];
    const startKey = input.NextToken === undefined ? undefined : decodeNextToken(input.NextToken, request);
    const options = { limit: input.Limit, consistent: input.ConsistentRead === true, startKey };
    const { items, lastKey } = executeSelect(statement, table, options, usage, context.clock);
    return {
      Items: items,
      ...(lastKey && { LastEvaluatedKey: lastKey, NextToken: encodeNextToken(lastKey, request) }),
      ConsumedCapacity: usage.report(input.ReturnConsumedCapacity),
    };
  },
});

function checkShape(input: ExecuteStatementCommandInput): void {
  new Constraints()
    .length("statement", input.Statement, { min: 1, max: STATEMENT_CHARACTERS })
    .length("parameters", input.Parameters, { min: 1 })
    .length("nextToken", input.NextToken, { min: 1, max: 32768 })
    .range("limit", input.Limit, { min: 1 })
    .oneOf("returnConsumedCapacity", input.ReturnConsumedCapacity, ["INDEXES", "TOTAL", "NONE"])
    .oneOf("returnValuesOnConditionCheckFailure", input.ReturnValuesOnConditionCheckFailure, ["ALL_OLD", "NONE"])
    .check();
}
