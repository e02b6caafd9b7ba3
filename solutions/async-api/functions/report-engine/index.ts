import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { EngineAnswer, ReportRequest } from "../report.ts";

// Part of the lab, not yours to change: see lib/report-engine.ts.

/** Written into the table by a check before it asks for a report. */
type Mood = "well" | "busy" | "busy-once" | "refuses" | "hangs-once";

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());

export const handler = async ({ account, month }: ReportRequest): Promise<EngineAnswer> => {
  const { Attributes } = await dynamo.send(
    new UpdateCommand({
      TableName: process.env["CALLS_TABLE"],
      Key: { account },
      UpdateExpression: "ADD calls :one",
      ExpressionAttributeValues: { ":one": 1 },
      ReturnValues: "ALL_NEW",
    }),
  );
  const { mood = "well", hangsMs = 0, calls } = Attributes as { mood?: Mood; hangsMs?: number; calls: number };
  const isFirst = calls === 1;
  if (mood === "busy" || (mood === "busy-once" && isFirst))
    throw new Error("the report engine is busy, try again later");
  if (mood === "refuses") return { refused: `the books of ${month} are not closed` };
  if (mood === "hangs-once" && isFirst) await sleep(hangsMs);
  return { report: { account, month, number: randomUUID(), bookings: account.length } };
};
