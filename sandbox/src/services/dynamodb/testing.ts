import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

/** A sandbox with a client, and the tables that the tests of this folder share in shape. */
export interface TestDatabase {
  sandbox: TestSandbox;
  db: DynamoDB;
  /** A table with hash key pk and, unless `sort` is null, a sort key sk; ready when this resolves. */
  table(options?: { sort?: "S" | "N" | "B" | null } & Partial<CreateTableCommandInput>): Promise<string>;
  /** Moves the sandbox's clock to its next timer, if that is due within so many seconds; says by how many seconds it moved. */
  jump(withinSeconds: number): Promise<number>;
  stop(): Promise<void>;
}

export async function startTestDatabase(): Promise<TestDatabase> {
  const sandbox = await startTestSandbox();
  const db = new DynamoDB(sandbox.client());
  let made = 0;
  return {
    sandbox,
    db,
    async table({ sort = "S", ...input } = {}) {
      const TableName = `table-${++made}`;
      await db.createTable({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          ...(sort ? [{ AttributeName: "sk", KeyType: "RANGE" as const }] : []),
        ],
        ...input,
        AttributeDefinitions: [
          { AttributeName: "pk", AttributeType: "S" },
          ...(sort ? [{ AttributeName: "sk", AttributeType: sort }] : []),
          ...(input.AttributeDefinitions ?? []),
        ],
      });
      await db.describeTable({ TableName });
      return TableName;
    },
    async jump(withinSeconds) {
      const response = await sandbox.control(`jump?within=${withinSeconds * 1000}`);
      return ((await response.json()) as { jumpedMs: number }).jumpedMs / 1000;
    },
    stop: () => sandbox.stop(),
  };
}

/** "Code: message" of what a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
  return "not refused";
}
