import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { crashingAfterWrites } from "./faults.ts";

/** Speaks to DynamoDB in plain objects. Use this client for every write: the checks can stop the process after one. */
export const dynamo = DynamoDBDocumentClient.from(crashingAfterWrites(new DynamoDBClient()));

/** Set by the stack: customer -> points. */
export const CUSTOMERS_TABLE = process.env["CUSTOMERS_TABLE"];
// TODO 1: the name of your table of records.
