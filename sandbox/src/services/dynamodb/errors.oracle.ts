import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { RECORDED_ACCOUNT } from "../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../testing.ts";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());
const dynamodb = new DynamoDB(sandbox.client({ account: RECORDED_ACCOUNT }));

async function createTable(name: string): Promise<void> {
  await dynamodb.createTable({
    TableName: name,
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
}

await createTable("items");
await dynamodb.putItem({ TableName: "items", Item: { id: { S: "taken" } } });

compareErrors("dynamodb", {
  raised: {
    "ResourceInUseException: Table already exists: <test-table>": () => createTable("items"),
    "TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]":
      () =>
        dynamodb.transactWriteItems({
          TransactItems: [
            {
              ConditionCheck: {
                TableName: "items",
                Key: { id: { S: "taken" } },
                ConditionExpression: "attribute_not_exists(id)",
              },
            },
            { Put: { TableName: "items", Item: { id: { S: "other" } } } },
          ],
        }),
    "ValidationException: One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST":
      () =>
        dynamodb.createTable({
          TableName: "both-modes",
          AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
          BillingMode: "PAY_PER_REQUEST",
          ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
        }),
    "ValidationException: The provided key element does not match the schema": () =>
      dynamodb.batchWriteItem({
        RequestItems: { items: [{ DeleteRequest: { Key: { id: { S: "x" }, nonKey: { S: "y" } } } }] },
      }),
    "ResourceNotFoundException: Requested resource not found": () =>
      dynamodb.transactWriteItems({ TransactItems: [{ Put: { TableName: "absent", Item: { id: { S: "x" } } } }] }),
    "ConditionalCheckFailedException: The conditional request failed": () =>
      dynamodb.putItem({
        TableName: "items",
        Item: { id: { S: "taken" } },
        ConditionExpression: "attribute_not_exists(id)",
      }),
    "ValidationException: 1 validation error detected: Value '[]' at 'parameters' failed to satisfy constraint: Member must have length greater than or equal to 1":
      () => dynamodb.executeStatement({ Statement: "SELECT * FROM items", Parameters: [] }),
    "ResourceNotFoundException: Requested resource not found: Table: non-existent not found": () =>
      dynamodb.deleteTable({ TableName: "non-existent" }),
  },
  beyond: {
    "Kinesis streaming destinations are not emulated": [
      "ResourceNotFoundException: Requested resource not found: Table: bad-table not found",
      "ValidationException: Streaming destination cannot be updated…",
      "ValidationException: 1 validation error detected: Value 'SECOND' at 'updateKinesisStreamingConfiguration…",
      "ValidationException: Table is not in a valid state to enable Kinesis Streaming Destination…",
      "ValidationException: Invalid Request: Precision is already set…",
    ],
  },
});
