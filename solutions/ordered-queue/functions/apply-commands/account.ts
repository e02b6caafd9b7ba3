import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { callBank } from "../bank.ts";
import type { Command } from "../command.ts";
import { dynamo } from "../table.ts";

// #region apply
/** Applies a command to its customer's account, unless that has happened already. */
export async function apply(command: Command): Promise<void> {
  await callBank(command);
  const { customer, number, amount } = command;
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName: process.env["ACCOUNTS_TABLE"],
        Key: { customer },
        UpdateExpression:
          "SET lastNumber = :number, history = list_append(if_not_exists(history, :empty), :entry) ADD balance :amount",
        // The queue recognises a repetition for five minutes. The account does for ever.
        ConditionExpression: "attribute_not_exists(customer) OR lastNumber < :number",
        ExpressionAttributeValues: {
          ":number": number,
          ":amount": amount,
          ":entry": [{ number, at: Date.now() }],
          ":empty": [],
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    console.log(`command ${number} of ${customer} was applied before`);
  }
}
// #endregion
