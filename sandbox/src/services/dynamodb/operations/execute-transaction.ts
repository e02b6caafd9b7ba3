import type {
  ExecuteTransactionCommandInput,
  ExecuteTransactionCommandOutput,
  ParameterizedStatement,
} from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../core/errors.ts";
import { operation, type OperationContext } from "../../../core/service.ts";
import { Constraints } from "../../../core/constraints.ts";
import { validation } from "../errors.ts";
import { forgetToken, replayed } from "../idempotency.ts";
import { STATEMENT_CHARACTERS, TRANSACTION_ITEMS } from "../limits.ts";
import { inStatement } from "../partiql/errors.ts";
import { statementAccess, statementOf } from "../partiql/request.ts";
import { executeSelect } from "../partiql/select.ts";
import type { Select, Statement, Write } from "../partiql/statement.ts";
import { splitKey } from "../partiql/where.ts";
import { prepareStatement } from "../partiql/write-statement.ts";
import { itemTable } from "../tables.ts";
import { executeTransaction as commit, replayUsage, Usages } from "../transaction.ts";

type Input = ExecuteTransactionCommandInput;

export const executeTransaction = operation<Input, ExecuteTransactionCommandOutput>({
  accepts: ["TransactStatements", "ClientRequestToken", "ReturnConsumedCapacity"],
  access(input, context) {
    checkShape(input);
    return read(input).map((statement) => statementAccess(statement, context, "ExecuteTransaction"));
  },
  run(input, context) {
    const statements = read(input);
    const reads = statements.filter((statement): statement is Select => statement.kind === "select");
    if (reads.length === statements.length) return readAll(reads, input, context);
    if (reads.length)
      throw validation(
        "The entire transaction must consist of either read statements or write statements, you cannot mix both in one transaction.",
      );
    return writeAll(statements as Write[], input, context);
  },
});

function read({ TransactStatements }: Input): Statement[] {
  return TransactStatements!.map((request, index) => named(index, () => statementOf(request)));
}

/** An error of one statement fails them all, and says which it was. */
function named<T>(index: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof AwsError && error.code === "ValidationException") throw inStatement(index, error);
    throw error;
  }
}

function readAll(statements: Select[], input: Input, context: OperationContext) {
  const usages = new Usages("read");
  const Responses = statements.map((statement, index) =>
    named(index, () => {
      const table = itemTable(context, statement.table);
      if (statement.index !== undefined) throw validation("Reads on indices are not supported within transactions.");
      splitKey(statement.where, table.keys, () =>
        validation("Select statements within ExecuteTransaction must specify the primary key in the where clause."),
      );
      const usage = usages.of(statement.table);
      const [Item] = executeSelect(statement, table, { consistent: true }, usage, context.clock).items;
      return Item ? { Item } : {};
    }),
  );
  return { Responses, ...usages.report(input.ReturnConsumedCapacity) };
}

async function writeAll(statements: Write[], input: Input, context: OperationContext) {
  const tables = statements.map(({ table }) => itemTable(context, table));
  const writes = statements.map((statement, index) => {
    const old = input.TransactStatements![index]!.ReturnValuesOnConditionCheckFailure === "ALL_OLD";
    return named(index, () => prepareStatement(statement, tables[index]!, old));
  });
  const token = input.ClientRequestToken;
  if (token !== undefined && replayed(token, input.TransactStatements, context))
    return { Responses: [], ...replayUsage(writes, tables).report(input.ReturnConsumedCapacity) };
  let written;
  try {
    written = await commit(writes, tables, context);
  } catch (error) {
    if (token !== undefined) forgetToken(token, context);
    throw error;
  }
  const usages = new Usages("write");
  for (const [index, { table, old, next }] of written.entries())
    usages.of(statements[index]!.table).addWrite(table, old, next);
  return { Responses: [], ...usages.report(input.ReturnConsumedCapacity) };
}

function checkShape(input: Input): void {
  const constraints = new Constraints()
    .length("transactStatements", input.TransactStatements, { min: 1, max: TRANSACTION_ITEMS })
    .length("clientRequestToken", input.ClientRequestToken, { min: 1, max: 36 })
    .oneOf("returnConsumedCapacity", input.ReturnConsumedCapacity, ["INDEXES", "TOTAL", "NONE"]);
  for (const [index, { Statement, Parameters }] of input.TransactStatements!.entries())
    constrainStatement(constraints, index, { Statement, Parameters });
  constraints.check();
}

function constrainStatement(constraints: Constraints, index: number, request: ParameterizedStatement): void {
  constraints
    .length(`transactStatements.${index + 1}.member.statement`, request.Statement, {
      min: 1,
      max: STATEMENT_CHARACTERS,
    })
    .length(`transactStatements.${index + 1}.member.parameters`, request.Parameters, { min: 1 });
}
