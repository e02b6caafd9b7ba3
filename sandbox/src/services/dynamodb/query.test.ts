import type { AttributeValue, QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestDatabase } from "./testing.ts";
import { refusal, startTestDatabase } from "./testing.ts";

let at: TestDatabase;
beforeAll(async () => {
  at = await startTestDatabase();
});
afterAll(() => at.stop());

const pk = { S: "p" };

async function fill(TableName: string, sorts: AttributeValue[], hash = pk): Promise<void> {
  for (const sk of sorts) await at.db.putItem({ TableName, Item: { pk: hash, sk, v: { N: "1" } } });
}

describe("Query by sort key", () => {
  let numbers: string;
  let texts: string;
  beforeAll(async () => {
    numbers = await at.table({ sort: "N" });
    await fill(
      numbers,
      ["10", "9", "-1", "1.5", "100", "0", "1e20", "-1e20"].map((N) => ({ N })),
    );
    texts = await at.table({ sort: "S" });
    await fill(
      texts,
      ["b", "a", "ab", "B", "\uffff", "😀", "é", "abc"].map((S) => ({ S })),
    );
    await fill(texts, [{ S: "other" }], { S: "q" });
  });

  const sorted = async (TableName: string, condition: string, values: Record<string, AttributeValue>, more = {}) => {
    const answer = await at.db.query({
      TableName,
      KeyConditionExpression: condition,
      ExpressionAttributeValues: { ":p": pk, ...values },
      ...more,
    });
    return answer.Items!.map((item) => item["sk"]!.N ?? item["sk"]!.S);
  };

  test.each([
    ["", {}, ["-100000000000000000000", "-1", "0", "1.5", "9", "10", "100", "100000000000000000000"]],
    [" AND sk < :a", { ":a": { N: "9.0" } }, ["-100000000000000000000", "-1", "0", "1.5"]],
    [" AND sk <= :a", { ":a": { N: "-1" } }, ["-100000000000000000000", "-1"]],
    [" AND sk > :a", { ":a": { N: "10" } }, ["100", "100000000000000000000"]],
    [" AND sk >= :a", { ":a": { N: "10" } }, ["10", "100", "100000000000000000000"]],
    [" AND sk = :a", { ":a": { N: "1.50" } }, ["1.5"]],
    [" AND sk BETWEEN :a AND :b", { ":a": { N: "0" }, ":b": { N: "9.5" } }, ["0", "1.5", "9"]],
  ])("numbers: pk = :p%s", async (condition, values, expected) => {
    expect(await sorted(numbers, `pk = :p${condition}`, values)).toEqual(expected);
    expect(await sorted(numbers, `pk = :p${condition}`, values, { ScanIndexForward: false })).toEqual(
      expected.toReversed(),
    );
  });

  test.each([
    ["", {}, ["B", "a", "ab", "abc", "b", "é", "\uffff", "😀"]],
    [" AND begins_with(sk, :a)", { ":a": { S: "ab" } }, ["ab", "abc"]],
    [" AND sk BETWEEN :a AND :b", { ":a": { S: "a" }, ":b": { S: "b" } }, ["a", "ab", "abc", "b"]],
    [" AND :a < sk", { ":a": { S: "é" } }, ["\uffff", "😀"]],
  ])("text by UTF-8 bytes: pk = :p%s", async (condition, values, expected) => {
    expect(await sorted(texts, `pk = :p${condition}`, values)).toEqual(expected);
  });

  test("binary by bytes", async () => {
    const TableName = await at.table({ sort: "B" });
    const bytes = [[255], [0], [1, 0], [1], [127]].map((list) => new Uint8Array(list));
    await fill(
      TableName,
      bytes.map((B) => ({ B })),
    );
    const answer = await at.db.query({
      TableName,
      KeyConditionExpression: "pk = :p AND sk >= :a",
      ExpressionAttributeValues: { ":p": pk, ":a": { B: new Uint8Array([1]) } },
    });
    expect(answer.Items!.map((item) => [...item["sk"]!.B!])).toEqual([[1], [1, 0], [127], [255]]);
  });

  test("pages of any size put together are the whole, in both directions", async () => {
    for (const ScanIndexForward of [true, false])
      for (const Limit of [1, 2, 3, 8, 9]) {
        const seen: string[] = [];
        let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
        do {
          const page = await at.db.query({
            TableName: texts,
            KeyConditionExpression: "pk = :p",
            ExpressionAttributeValues: { ":p": pk },
            Limit,
            ScanIndexForward,
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          });
          expect(page.Count).toBeLessThanOrEqual(Limit);
          seen.push(...page.Items!.map((item) => item["sk"]!.S!));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey);
        const whole = ["B", "a", "ab", "abc", "b", "é", "\uffff", "😀"];
        expect(seen).toEqual(ScanIndexForward ? whole : whole.toReversed());
      }
  });

  test("a page that ends at its limit has a key even if nothing follows", async () => {
    const query = (Limit: number) =>
      at.db.query({
        TableName: texts,
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": pk },
        Limit,
      });
    expect((await query(8)).LastEvaluatedKey).toEqual({ pk, sk: { S: "😀" } });
    expect((await query(9)).LastEvaluatedKey).toBeUndefined();
  });

  test("a filter comes after the limit, and after the count of units", async () => {
    const answer = await at.db.query({
      TableName: texts,
      KeyConditionExpression: "pk = :p",
      FilterExpression: "v > :n",
      ExpressionAttributeValues: { ":p": pk, ":n": { N: "5" } },
      Limit: 3,
      ReturnConsumedCapacity: "TOTAL",
      ConsistentRead: true,
    });
    expect(answer).toMatchObject({
      Items: [],
      Count: 0,
      ScannedCount: 3,
      LastEvaluatedKey: { pk, sk: { S: "ab" } },
      ConsumedCapacity: { TableName: texts, CapacityUnits: 1 },
    });
  });

  test("Select COUNT gives no items; a projection gives its attributes", async () => {
    const query = (more: Partial<QueryCommandInput>) =>
      at.db.query({
        TableName: texts,
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": pk },
        ...more,
      });
    const count = await query({ Select: "COUNT" });
    expect([count.Count, count.Items]).toEqual([8, undefined]);
    expect((await query({ ProjectionExpression: "v", Limit: 1 })).Items).toEqual([{ v: { N: "1" } }]);
  });

  test.each<[string, Partial<QueryCommandInput>, string]>([
    [
      "no condition",
      { KeyConditionExpression: undefined },
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    ],
    ["no hash key", { KeyConditionExpression: "sk = :p" }, "Query condition missed key schema element: pk"],
    [
      "another attribute",
      { KeyConditionExpression: "pk = :p AND v = :p" },
      "Query condition missed key schema element: sk",
    ],
    ["a range of hash keys", { KeyConditionExpression: "pk > :p" }, "Query key condition not supported"],
    [
      "a value of another type",
      { KeyConditionExpression: "pk = :p AND sk = :n", ExpressionAttributeValues: { ":p": pk, ":n": { N: "1" } } },
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    ],
    [
      "a filter on a key",
      { FilterExpression: "sk = :p" },
      "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
    ],
    ["an unknown index", { IndexName: "nowhere" }, "The table does not have the specified index: nowhere"],
    [
      "a start key of another query",
      { ExclusiveStartKey: { pk: { S: "q" }, sk: { S: "a" } } },
      "The provided starting key is outside query boundaries based on provided conditions",
    ],
    [
      "a start key outside the range",
      {
        KeyConditionExpression: "pk = :p AND sk > :a",
        ExpressionAttributeValues: { ":p": pk, ":a": { S: "b" } },
        ExclusiveStartKey: { pk, sk: { S: "a" } },
      },
      "The provided starting key does not match the range key predicate",
    ],
    [
      "half a start key",
      { ExclusiveStartKey: { pk } },
      "The provided starting key is invalid: The provided key element does not match the schema",
    ],
    [
      "Limit 0",
      { Limit: 0 },
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      "Select without an index",
      { Select: "ALL_PROJECTED_ATTRIBUTES" },
      "One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
    ],
  ])("%s is refused", async (_, input, message) => {
    const call = at.db.query({
      TableName: texts,
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": pk },
      ...input,
      ...("KeyConditionExpression" in input &&
        !input.KeyConditionExpression && { ExpressionAttributeValues: undefined }),
    });
    expect(await refusal(call)).toBe(`ValidationException: ${message}`);
  });

  test("pages end at 1 MB", async () => {
    const TableName = await at.table();
    const x = { S: "x".repeat(300 * 1024) };
    for (let n = 0; n < 5; n++) await at.db.putItem({ TableName, Item: { pk, sk: { S: String(n) }, x } });
    const first = await at.db.query({
      TableName,
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": pk },
      ReturnConsumedCapacity: "TOTAL",
    });
    expect([first.Count, first.LastEvaluatedKey?.["sk"], first.ConsumedCapacity?.CapacityUnits]).toEqual([
      4,
      { S: "3" },
      150.5,
    ]);
  });
});

describe("Scan", () => {
  test("pages and segments see each item once", async () => {
    const TableName = await at.table({ sort: null });
    const names = Array.from({ length: 60 }, (_, n) => `item-${n}`);
    for (const S of names) await at.db.putItem({ TableName, Item: { pk: { S } } });
    const seen: string[] = [];
    for (const Segment of [0, 1, 2]) {
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        const page = await at.db.scan({
          TableName,
          Limit: 7,
          Segment,
          TotalSegments: 3,
          ...(ExclusiveStartKey && { ExclusiveStartKey }),
        });
        seen.push(...page.Items!.map((item) => item["pk"]!.S!));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
    }
    expect(seen.toSorted()).toEqual(names.toSorted());
    expect(await refusal(at.db.scan({ TableName, Segment: 3, TotalSegments: 3 }))).toBe(
      "ValidationException: The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 3 is not less than TotalSegments: 3",
    );
    expect(await refusal(at.db.scan({ TableName, Segment: 1 }))).toBe(
      "ValidationException: The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  });
});

describe("secondary indexes", () => {
  let TableName: string;
  beforeAll(async () => {
    const attribute = (AttributeName: string, AttributeType: "S" | "N") => ({ AttributeName, AttributeType });
    const keys = (hash: string, sort?: string) => [
      { AttributeName: hash, KeyType: "HASH" as const },
      ...(sort ? [{ AttributeName: sort, KeyType: "RANGE" as const }] : []),
    ];
    TableName = await at.table({
      AttributeDefinitions: [attribute("owner", "S"), attribute("rank", "N")],
      GlobalSecondaryIndexes: [
        { IndexName: "by-owner", KeySchema: keys("owner", "rank"), Projection: { ProjectionType: "ALL" } },
        { IndexName: "owners", KeySchema: keys("owner"), Projection: { ProjectionType: "KEYS_ONLY" } },
        {
          IndexName: "some",
          KeySchema: keys("owner"),
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["title"] },
        },
      ],
      LocalSecondaryIndexes: [
        { IndexName: "by-rank", KeySchema: keys("pk", "rank"), Projection: { ProjectionType: "KEYS_ONLY" } },
      ],
    });
    for (const [sk, owner, rank] of [
      ["1", "ann", "3"],
      ["2", "ann", "1"],
      ["3", "bob", "2"],
      ["4", "ann", "1"],
    ] as const)
      await at.db.putItem({
        TableName,
        Item: { pk, sk: { S: sk }, owner: { S: owner }, rank: { N: rank }, title: { S: `t${sk}` }, body: { S: "b" } },
      });
    await at.db.putItem({ TableName, Item: { pk, sk: { S: "5" }, rank: { N: "9" } } });
  });

  const owned = (IndexName: string, more: Partial<QueryCommandInput> = {}) =>
    at.db.query({
      TableName,
      IndexName,
      KeyConditionExpression: "#o = :o",
      ExpressionAttributeNames: { "#o": "owner" },
      ExpressionAttributeValues: { ":o": { S: "ann" } },
      ...more,
    });

  test("a global index is sorted by its own key and leaves out items without it", async () => {
    const { Items } = await owned("by-owner");
    expect(Items!.map((item) => item["sk"]!.S)).toEqual(["2", "4", "1"]);
    expect((await at.db.scan({ TableName, IndexName: "by-owner" })).Count).toBe(4);
  });

  test("projections hold what they say", async () => {
    const key = { pk, owner: { S: "ann" } };
    const sorted = async (index: string) =>
      (await owned(index)).Items!.toSorted((a, b) => (a["sk"]!.S! < b["sk"]!.S! ? -1 : 1));
    expect((await sorted("owners"))[0]).toEqual({ ...key, sk: { S: "1" } });
    expect((await sorted("some"))[0]).toEqual({ ...key, sk: { S: "1" }, title: { S: "t1" } });
  });

  test("pages over equal index keys lose and repeat nothing", async () => {
    const seen: string[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await owned("by-owner", { Limit: 1, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
      seen.push(...page.Items!.map((item) => item["sk"]!.S!));
      ExclusiveStartKey = page.LastEvaluatedKey;
      if (ExclusiveStartKey) expect(Object.keys(ExclusiveStartKey).toSorted()).toEqual(["owner", "pk", "rank", "sk"]);
    } while (ExclusiveStartKey);
    expect(seen).toEqual(["2", "4", "1"]);
  });

  test("a local index reads from the table what it does not hold, and pays for it", async () => {
    const query = (more: Partial<QueryCommandInput>) =>
      at.db.query({
        TableName,
        IndexName: "by-rank",
        KeyConditionExpression: "pk = :p AND #r < :r",
        ExpressionAttributeNames: { "#r": "rank" },
        ExpressionAttributeValues: { ":p": pk, ":r": { N: "3" } },
        ReturnConsumedCapacity: "INDEXES",
        ...more,
      });
    const keysOnly = await query({});
    expect(keysOnly.Items![0]).toEqual({ pk, sk: { S: "2" }, rank: { N: "1" } });
    const all = await query({ Select: "ALL_ATTRIBUTES", ConsistentRead: true });
    expect(all.Items!.map((item) => item["title"]!.S)).toEqual(["t2", "t4", "t3"]);
    expect(all.ConsumedCapacity).toEqual({
      TableName,
      CapacityUnits: 4,
      Table: { CapacityUnits: 3 },
      LocalSecondaryIndexes: { "by-rank": { CapacityUnits: 1 } },
    });
  });

  test("writes pay for the indexes they change", async () => {
    const Key = { pk, sk: { S: "w" } };
    const put = (extra: Record<string, AttributeValue>) =>
      at.db.putItem({
        TableName,
        Item: { ...Key, ...extra },
        ReturnConsumedCapacity: "INDEXES",
        ReturnItemCollectionMetrics: "SIZE",
      });
    const first = await put({ owner: { S: "eve" } });
    expect(first.ConsumedCapacity).toEqual({
      TableName,
      CapacityUnits: 3,
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { owners: { CapacityUnits: 1 }, some: { CapacityUnits: 1 } },
    });
    expect(first.ItemCollectionMetrics).toEqual({ ItemCollectionKey: { pk }, SizeEstimateRangeGB: [0, 1] });
    const moved = await put({ owner: { S: "eva" } });
    expect(moved.ConsumedCapacity!.GlobalSecondaryIndexes!["owners"]).toEqual({ CapacityUnits: 2 });
    await at.db.deleteItem({ TableName, Key });
    expect((await at.db.scan({ TableName, IndexName: "owners" })).Count).toBe(4);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      "consistent reads",
      () => owned("by-owner", { ConsistentRead: true }),
      "Consistent reads are not supported on global secondary indexes",
    ],
    [
      "all attributes",
      () => owned("owners", { Select: "ALL_ATTRIBUTES" }),
      "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index owners because its projection type is not ALL",
    ],
    [
      "attributes that are not projected",
      () => owned("owners", { ProjectionExpression: "pk, body" }),
      "One or more parameter values were invalid: Global secondary index owners does not project [body]",
    ],
    [
      "an index key of another type",
      () => at.db.putItem({ TableName, Item: { pk, sk: { S: "x" }, owner: { N: "1" } } }),
      "One or more parameter values were invalid: Type mismatch for Index Key owner Expected: S Actual: N IndexName: by-owner",
    ],
    [
      "an empty index key",
      () => at.db.putItem({ TableName, Item: { pk, sk: { S: "x" }, owner: { S: "" } } }),
      "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: by-owner, IndexKey: owner",
    ],
    [
      "an index key updated to another type",
      () =>
        at.db.updateItem({
          TableName,
          Key: { pk, sk: { S: "1" } },
          UpdateExpression: "SET #o = #r",
          ExpressionAttributeNames: { "#o": "owner", "#r": "rank" },
        }),
      "The update expression attempted to update the secondary index key to unsupported type",
    ],
  ])("%s: refused", async (_, call, message) => {
    expect(await refusal(call())).toBe(`ValidationException: ${message}`);
  });
});
