import type {
  BatchExecuteStatementCommandInput,
  BatchExecuteStatementCommandOutput,
  BatchStatementErrorCodeEnum,
  BatchStatementRequest,
  BatchStatementResponse,
} from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../core/errors.ts";
import { operation, type OperationContext } from "../../../core/service.ts";
import { Usage } from "../capacity.ts";
import { Constraints } from "../../../core/constraints.ts";
import { shortCode, validation } from "../errors.ts";
import { BATCH_STATEMENTS, STATEMENT_CHARACTERS } from "../limits.ts";
import { statementAccess, statementOf } from "../partiql/request.ts";
import { executeSelect } from "../partiql/select.ts";
import type { Statement } from "../partiql/statement.ts";
import { splitKey } from "../partiql/where.ts";
import { prepareStatement, returned } from "../partiql/write-statement.ts";
import { itemTable, knownTable } from "../tables.ts";
import { executeWrite } from "../write.ts";

export const batchExecuteStatement = operation<BatchExecuteStatementCommandInput, BatchExecuteStatementCommandOutput>({
  accepts: ["Statements", "ReturnConsumedCapacity"],
  // Each statement is decided by itself; a denied one is an error among the responses.
  access: () => [],
  async run(input, context) {
    checkShape(input);
    checkKinds(input.Statements!);
    const usages = new Map<string, Usage>();
    const Responses: BatchStatementResponse[] = [];
    for (const request of input.Statements!) Responses.push(await respond(request, usages, context));
    const reports = [...usages.values()]
      .map((usage) => usage.report(input.ReturnConsumedCapacity))
      .filter((report) => report !== undefined);
    return { Responses, ...(reports.length && { ConsumedCapacity: reports }) };
  },
});

async function respond(
  request: BatchStatementRequest,
  usages: Map<string, Usage>,
  context: OperationContext,
): Promise<BatchStatementResponse> {
  let statement: Statement | undefined;
  try {
    statement = statementOf(request);
    await context.authorize([statementAccess(statement, context)]);
    const item = execute(statement, request, usages, context);
    return { TableName: statement.table, ...(item && { Item: item }) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { Item } = error.members as { Item?: BatchStatementResponse["Item"] };
    const Code = shortCode(error) as BatchStatementErrorCodeEnum;
    return {
      Error: { Code, Message: error.message, ...(Item && { Item }) },
      ...(statement && knownTable(context, statement.table) && { TableName: statement.table }),
    };
  }
}

/** AWS takes batches of one kind only; a statement that cannot be read is of none. */
function checkKinds(requests: BatchStatementRequest[]): void {
  const kinds = new Set(
    requests.flatMap(
      ({ Statement }) => /^\s*(select|insert|update|delete)\b/i.exec(Statement!)?.[1]?.toLowerCase() ?? [],
    ),
  );
  if (kinds.has("select") && kinds.size > 1)
    throw validation(
      "The entire batch must consist of either read statements or write statements, you cannot mix both in one batch.",
    );
}

function execute(
  statement: Statement,
  request: BatchStatementRequest,
  usages: Map<string, Usage>,
  context: OperationContext,
): BatchStatementResponse["Item"] {
  if (statement.kind === "exists") throw validation("EXISTS can only be used in ExecuteTransaction write requests.");
  const table = itemTable(context, statement.table);
  const isRead = statement.kind === "select";
  const usage = usages.get(statement.table) ?? new Usage(statement.table, isRead ? "read" : "write");
  usages.set(statement.table, usage);
  if (isRead) {
    splitKey(statement.where, table.keys, () =>
      validation("Select statements within BatchExecuteStatement must specify the primary key in the where clause."),
    );
    const options = { consistent: request.ConsistentRead === true };
    return executeSelect(statement, table, options, usage, context.clock).items[0];
  }
  const old = request.ReturnValuesOnConditionCheckFailure === "ALL_OLD";
  const written = executeWrite(prepareStatement(statement, table, old), context);
  usage.addWrite(table, written.old, written.next);
  return returned(statement, written);
}

function checkShape(input: BatchExecuteStatementCommandInput): void {
  const constraints = new Constraints()
    .length("statements", input.Statements, { min: 1, max: BATCH_STATEMENTS })
    .oneOf("returnConsumedCapacity", input.ReturnConsumedCapacity, ["INDEXES", "TOTAL", "NONE"]);
  for (const [index, { Statement, Parameters }] of input.Statements!.entries())
    constraints
      .length(`statements.${index + 1}.member.statement`, Statement, { min: 1, max: STATEMENT_CHARACTERS })
      .length(`statements.${index + 1}.member.parameters`, Parameters, { min: 1 });
  constraints.check();
}
