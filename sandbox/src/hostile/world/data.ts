import type { World } from "./step.ts";

export const data: World = {
  s3: [
    ["CreateBucket", { Bucket: "hostile-bucket" }],
    ["PutBucketVersioning", { Bucket: "hostile-bucket", VersioningConfiguration: { Status: "Enabled" } }],
    [
      "PutObject",
      { Bucket: "hostile-bucket", Key: "key", Body: "body", ContentType: "text/plain", Metadata: { a: "b" } },
    ],
    ["CopyObject", { Bucket: "hostile-bucket", Key: "copy", CopySource: "hostile-bucket/key" }],
    ["CreateMultipartUpload", { Bucket: "hostile-bucket", Key: "key" }],
    [
      "UploadPart",
      (known) => ({
        Bucket: "hostile-bucket",
        Key: "key",
        UploadId: known.one("UploadId"),
        PartNumber: 1,
        Body: "part",
      }),
    ],
    [
      "PutBucketLifecycleConfiguration",
      {
        Bucket: "hostile-bucket",
        LifecycleConfiguration: {
          Rules: [{ ID: "rule", Status: "Enabled", Filter: { Prefix: "old/" }, Expiration: { Days: 1 } }],
        },
      },
    ],
    [
      "PutBucketCors",
      {
        Bucket: "hostile-bucket",
        CORSConfiguration: { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["https://*.example.com"] }] },
      },
    ],
    ["PutBucketTagging", { Bucket: "hostile-bucket", Tagging: { TagSet: [{ Key: "key", Value: "value" }] } }],
    ["DeleteObjects", { Bucket: "hostile-bucket", Delete: { Objects: [{ Key: "gone" }], Quiet: false } }],
  ],
  dynamodb: [
    [
      "CreateTable",
      {
        TableName: "hostile-table",
        AttributeDefinitions: [
          { AttributeName: "pk", AttributeType: "S" },
          { AttributeName: "sk", AttributeType: "N" },
        ],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        GlobalSecondaryIndexes: [
          {
            IndexName: "index",
            KeySchema: [{ AttributeName: "sk", KeyType: "HASH" }],
            Projection: { ProjectionType: "ALL" },
          },
        ],
        BillingMode: "PAY_PER_REQUEST",
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      },
    ],
    [
      "PutItem",
      {
        TableName: "hostile-table",
        Item: { pk: { S: "a" }, sk: { N: "1" }, list: { L: [{ M: { b: { BOOL: true } } }] }, set: { SS: ["x", "y"] } },
        ConditionExpression: "attribute_not_exists(#p) OR size(pk) < :n AND begins_with(pk, :a)",
        ExpressionAttributeNames: { "#p": "pk" },
        ExpressionAttributeValues: { ":n": { N: "99" }, ":a": { S: "a" } },
      },
    ],
    [
      "UpdateItem",
      {
        TableName: "hostile-table",
        Key: { pk: { S: "a" } },
        UpdateExpression: "SET #l[0].b = :v, extra = if_not_exists(extra, :v) + :v ADD #n :v REMOVE gone DELETE #s :s",
        ExpressionAttributeNames: { "#l": "list", "#n": "count", "#s": "set" },
        ExpressionAttributeValues: { ":v": { N: "1" }, ":s": { SS: ["x"] } },
        ReturnValues: "ALL_NEW",
      },
    ],
    ["GetItem", { TableName: "hostile-table", Key: { pk: { S: "a" } }, ProjectionExpression: "pk, sk" }],
    [
      "Query",
      {
        TableName: "hostile-table",
        KeyConditionExpression: "pk = :p",
        FilterExpression: "attribute_exists(sk) AND NOT contains(extra, :p)",
        ExpressionAttributeValues: { ":p": { S: "a" } },
      },
    ],
    [
      "Scan",
      {
        TableName: "hostile-table",
        FilterExpression: "sk BETWEEN :a AND :b",
        ExpressionAttributeValues: { ":a": { N: "0" }, ":b": { N: "9" } },
      },
    ],
    ["BatchGetItem", { RequestItems: { "hostile-table": { Keys: [{ pk: { S: "a" } }] } } }],
    ["BatchWriteItem", { RequestItems: { "hostile-table": [{ PutRequest: { Item: { pk: { S: "b" } } } }] } }],
    ["TransactWriteItems", { TransactItems: [{ Put: { TableName: "hostile-table", Item: { pk: { S: "c" } } } }] }],
    ["TransactGetItems", { TransactItems: [{ Get: { TableName: "hostile-table", Key: { pk: { S: "a" } } } }] }],
    ["ExecuteStatement", { Statement: `SELECT * FROM "hostile-table" WHERE pk = ?`, Parameters: [{ S: "a" }] }],
    ["DescribeTable", { TableName: "hostile-table" }],
  ],
  "dynamodb-streams": [
    ["ListStreams", { TableName: "hostile-table" }],
    ["DescribeStream", (known) => ({ StreamArn: known.one("StreamArn") })],
    [
      "GetShardIterator",
      (known) => ({
        StreamArn: known.one("StreamArn"),
        ShardId: known.one("ShardId"),
        ShardIteratorType: "TRIM_HORIZON",
      }),
    ],
    ["GetRecords", (known) => ({ ShardIterator: known.one("ShardIterator") })],
  ],
  ssm: [
    ["PutParameter", { Name: "/hostile/parameter", Value: "value", Type: "String", Overwrite: true }],
    ["GetParametersByPath", { Path: "/hostile", Recursive: true }],
  ],
  ecr: [["CreateRepository", { repositoryName: "hostile-repository" }]],
};
