import { expect, test } from "vitest";
import { compileAction, compileResource } from "./pattern.ts";

const TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/orders";

test.each<[string, string, boolean]>([
  ["s3:GetObject", "s3:GetObject", true],
  ["S3:getobject", "s3:GetObject", true],
  ["s3:*", "s3:GetObject", true],
  ["s3:Get*", "s3:GetObjectVersion", true],
  ["s3:*Object", "s3:PutObject", true],
  ["s3:*Object", "s3:PutObjectAcl", false],
  ["s3:?etObject", "s3:GetObject", true],
  ["s3:Get", "s3:GetObject", false],
  ["s3:*", "s3express:CreateSession", false],
  ["s3*", "s3express:CreateSession", true],
  ["*", "iam:CreateUser", true],
  ["*:*", "iam:CreateUser", true],
  ["dynamodb:*Item", "dynamodb:BatchGetItem", true],
])("action pattern %s on %s: %s", (pattern, action, expected) => {
  expect(compileAction(pattern)(action)).toBe(expected);
});

test.each<[string, string, boolean]>([
  ["*", TABLE, true],
  [TABLE, TABLE, true],
  [TABLE, `${TABLE}/index/byDate`, false],
  [`${TABLE}/*`, `${TABLE}/index/byDate`, true],
  [`${TABLE}*`, TABLE, true],
  ["arn:aws:dynamodb:*:*:table/orders", TABLE, true],
  ["arn:aws:dynamodb:us-*-1:111122223333:table/*", TABLE, true],
  ["arn:aws:dynamodb:us-*-2:111122223333:table/*", TABLE, false],
  ["arn:aws:dynamodb:us-east-?:111122223333:table/*", TABLE, true],
  ["arn:*:dynamodb:us-east-1:111122223333:table/orders", TABLE, true],
  ["arn:aws:*:us-east-1:111122223333:table/orders", TABLE, true],
  ["arn:aws:dynamodb:us-east-1:111122223333:*", TABLE, true],
  ["arn:aws:dynamodb:us-east-1:*", TABLE, true],
  ["arn:aws:dynamodb:*orders", TABLE, false],
  ["arn:aws:dynamodb:us-east-1:1111?2223333:table/orders", TABLE, true],
  ["arn:aws:dynamodb:us-east-1:999999999999:*", TABLE, false],
  ["ARN:AWS:dynamodb:us-east-1:111122223333:table/orders", TABLE, false],
  ["arn:aws:dynamodb:us-east-1:111122223333:table/Orders", TABLE, false],
  ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/key", false],
  ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket", false],
  ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/a/b:c", true],
  ["arn:aws:s3:::bucket/*.jpg", "arn:aws:s3:::bucket/a/b.jpg", true],
  ["arn:aws:s3:::bucket/?.jpg", "arn:aws:s3:::bucket/ab.jpg", false],
  ["arn:aws:lambda:*:*:function:f", "arn:aws:lambda:us-east-1:1:function:f:prod", false],
  ["arn:aws:lambda:*:*:function:f:*", "arn:aws:lambda:us-east-1:1:function:f:prod", true],
  ["arn:aws:logs:*:*:log-group:/aws/lambda/f:*", "arn:aws:logs:r:1:log-group:/aws/lambda/f:log-stream:x", true],
  ["arn:aws:states:*:*:execution:m:*", "arn:aws:states:us-east-1:1:execution:m:abc", true],
])("resource pattern %s on %s: %s", (pattern, resource, expected) => {
  expect(compileResource(pattern)(resource)).toBe(expected);
});
