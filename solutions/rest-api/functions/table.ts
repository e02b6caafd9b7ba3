import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

// #region client
/** Speaks to DynamoDB in plain objects. Made once per execution environment, so that warm invocations reuse its connections. */
export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());
// #endregion

/** Set by the stack. */
export const TABLE_NAME = process.env["TABLE_NAME"];
