import { deepEqual, equal } from "node:assert/strict";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { TestApps } from "../test-app.ts";
import { CALLER, DESTROY, inline, output, table } from "./shorthand.ts";

const S = dynamodb.AttributeType.STRING;
const s = (text: string) => ({ S: text });

export const dynamodbApps: TestApps = {
  table: {
    build(stack, version) {
      const fn = inline(stack, "Function", CALLER);
      const items = table(stack);
      // One more index with each version: an update makes at most one.
      for (let index = 1; index <= version; index++)
        items.addGlobalSecondaryIndex({ indexName: `by-${index}`, partitionKey: { name: `other-${index}`, type: S } });
      items.grantReadWriteData(fn);
      output(stack, "Function", fn.functionName);
      output(stack, "Table", items.tableName);
    },
    async behaves({ output, through }, version) {
      const TableName = output("Table");
      await through(output("Function"), "dynamodb", "PutItem", {
        TableName,
        Item: { pk: s("x"), [`other-${version}`]: s("y") },
      });
      const { Items } = await through(output("Function"), "dynamodb", "Query", {
        TableName,
        IndexName: `by-${version}`,
        KeyConditionExpression: "#o = :y",
        ExpressionAttributeNames: { "#o": `other-${version}` },
        ExpressionAttributeValues: { ":y": s("y") },
      });
      deepEqual(Items[0].pk, s("x"));
    },
  },

  "table-replaced": {
    build(stack, version) {
      const items = table(stack, "Table", {
        partitionKey: { name: `pk${version}`, type: S },
        sortKey: { name: "sk", type: dynamodb.AttributeType.NUMBER },
        timeToLiveAttribute: "ttl",
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: version > 1 },
      });
      items.addLocalSecondaryIndex({ indexName: "local", sortKey: { name: "at", type: S } });
      const writer = inline(stack, "Writer", CALLER);
      const reader = inline(stack, "Reader", CALLER);
      items.grantWriteData(writer);
      items.grantReadData(reader);
      for (const [name, fn] of Object.entries({ writer, reader })) output(stack, name, fn.functionName);
      output(stack, "table", items.tableName);
    },
    async behaves({ output, through, client, denied }, version) {
      const TableName = output("table");
      const Item = { [`pk${version}`]: s("a"), sk: { N: "1" }, at: s("now") };
      await through(output("writer"), "dynamodb", "PutItem", { TableName, Item });
      const query = {
        TableName,
        IndexName: "local",
        KeyConditionExpression: "#p = :a",
        ExpressionAttributeNames: { "#p": `pk${version}` },
        ExpressionAttributeValues: { ":a": s("a") },
      };
      deepEqual((await through(output("reader"), "dynamodb", "Query", query)).Items, [Item]);
      await denied(through(output("reader"), "dynamodb", "PutItem", { TableName, Item }));
      const ttl = await client(DynamoDBClient).send(new DescribeTimeToLiveCommand({ TableName }));
      equal(ttl.TimeToLiveDescription!.TimeToLiveStatus, "ENABLED");
    },
  },

  "table-provisioned": {
    build(stack, version) {
      const items = table(stack, "Table", {
        billingMode: dynamodb.BillingMode.PROVISIONED,
        readCapacity: version,
        writeCapacity: 2 * version,
      });
      output(stack, "Table", items.tableName);
    },
    async behaves({ output, client }, version) {
      const { Table } = await client(DynamoDBClient).send(new DescribeTableCommand({ TableName: output("Table") }));
      const { ReadCapacityUnits, WriteCapacityUnits } = Table!.ProvisionedThroughput!;
      deepEqual([ReadCapacityUnits, WriteCapacityUnits], [version, 2 * version]);
    },
  },

  "global-table": {
    build(stack, version) {
      const items = new dynamodb.TableV2(stack, "Table", {
        partitionKey: { name: "pk", type: S },
        globalSecondaryIndexes: [{ indexName: "by-other", partitionKey: { name: "other", type: S } }],
        ...(version > 1 ? { timeToLiveAttribute: "ttl" } : {}),
        ...DESTROY,
      });
      const fn = inline(stack, "Function", CALLER);
      items.grantReadWriteData(fn);
      output(stack, "Function", fn.functionName);
      output(stack, "Table", items.tableName);
    },
    async behaves({ output, through, client }, version) {
      const TableName = output("Table");
      await through(output("Function"), "dynamodb", "UpdateItem", {
        TableName,
        Key: { pk: s("x") },
        UpdateExpression: "ADD hits :one",
        ExpressionAttributeValues: { ":one": { N: "1" } },
      });
      const { Item } = await through(output("Function"), "dynamodb", "GetItem", { TableName, Key: { pk: s("x") } });
      deepEqual(Item.hits, { N: String(version) });
      const ttl = await client(DynamoDBClient).send(new DescribeTimeToLiveCommand({ TableName }));
      equal(ttl.TimeToLiveDescription!.TimeToLiveStatus, version > 1 ? "ENABLED" : "DISABLED");
    },
  },

  "leading-keys": {
    build(stack, version) {
      const items = table(stack);
      const fn = inline(stack, "Function", CALLER);
      fn.addToRolePolicy(
        new iam.PolicyStatement({
          actions: ["dynamodb:GetItem", "dynamodb:PutItem"],
          resources: [items.tableArn],
          conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [`tenant-${version}#*`] } },
        }),
      );
      output(stack, "Function", fn.functionName);
      output(stack, "Table", items.tableName);
    },
    async behaves({ output, through, denied }, version) {
      const get = (tenant: number) =>
        through(output("Function"), "dynamodb", "GetItem", {
          TableName: output("Table"),
          Key: { pk: s(`tenant-${tenant}#1`) },
        });
      deepEqual(await get(version), {});
      await denied(get(3 - version));
    },
  },

  "table-transaction": {
    build(stack, version) {
      const [orders, stock] = [table(stack, "Orders"), table(stack, "Stock")];
      const fn = inline(stack, "Function", CALLER);
      orders.grant(fn, "dynamodb:PutItem");
      stock.grant(fn, "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem");
      orders.grant(fn, ...(version > 1 ? ["dynamodb:PartiQLSelect"] : ["dynamodb:Scan"]));
      output(stack, "Function", fn.functionName);
      output(stack, "Orders", orders.tableName);
      output(stack, "Stock", stock.tableName);
    },
    async behaves({ output, through }, version) {
      await through(output("Function"), "dynamodb", "TransactWriteItems", {
        TransactItems: [
          { Put: { TableName: output("Orders"), Item: { pk: s(`order-${version}`) } } },
          {
            Update: {
              TableName: output("Stock"),
              Key: { pk: s("thing") },
              UpdateExpression: "ADD sold :one",
              ExpressionAttributeValues: { ":one": { N: "1" } },
            },
          },
        ],
      });
      const { Items } =
        version > 1
          ? await through(output("Function"), "dynamodb", "ExecuteStatement", {
              Statement: `SELECT * FROM "${output("Orders")}"`,
            })
          : await through(output("Function"), "dynamodb", "Scan", { TableName: output("Orders") });
      equal(Items.length, version);
    },
  },
};
