import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Command } from "./command.ts";
import { dynamo } from "./table.ts";

// Provided, not to be changed: the bank, which every command needs, and which is not always there. A check asks for that: "fail twice for this command".

export async function callBank({ customer, number }: Command): Promise<void> {
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName: process.env["FAULTS_TABLE"],
        Key: { customer, number },
        UpdateExpression: "SET failures = failures - :one",
        ConditionExpression: "failures > :none",
        ExpressionAttributeValues: { ":one": 1, ":none": 0 },
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return; // no fault is asked for
    throw error;
  }
  throw Object.assign(new Error("The bank does not answer"), { name: "BankUnavailable" });
}
