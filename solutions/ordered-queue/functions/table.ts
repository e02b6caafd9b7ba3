import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** Speaks to DynamoDB in plain objects. */
export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());
