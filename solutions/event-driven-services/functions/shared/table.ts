import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());

/** The table of the service that this function belongs to. Of another one it knows neither name nor keys. */
export const TABLE_NAME = process.env["TABLE_NAME"];
