import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { answer, type Answer, bodyOf } from "../shared/http.ts";
import { dynamo, TABLE_NAME } from "../shared/table.ts";

// Provided: what the warehouse sees. Levels lie in the table under { pk: "sku#<sku>" }, with the member `available`.

export async function handler(event: APIGatewayProxyEventV2): Promise<Answer> {
  const sku = event.pathParameters?.["sku"] ?? "";
  return event.routeKey.startsWith("PUT") ? setLevel(sku, bodyOf(event)["available"]) : getLevel(sku);
}

async function setLevel(sku: string, available: unknown): Promise<Answer> {
  if (typeof available !== "number" || !Number.isInteger(available) || available < 0)
    return answer(400, { message: "available must be a whole number from 0" });
  await dynamo.send(
    new UpdateCommand({
      TableName: TABLE_NAME,
      Key: { pk: `sku#${sku}` },
      UpdateExpression: "SET available = :available",
      ExpressionAttributeValues: { ":available": available },
    }),
  );
  return answer(200, { sku, available });
}

async function getLevel(sku: string): Promise<Answer> {
  const { Item } = await dynamo.send(
    new GetCommand({ TableName: TABLE_NAME, Key: { pk: `sku#${sku}` }, ConsistentRead: true }),
  );
  return Item ? answer(200, { sku, available: Item["available"] }) : answer(404, { message: `No stock of ${sku}` });
}
