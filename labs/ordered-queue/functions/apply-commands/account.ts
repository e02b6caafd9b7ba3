import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { callBank } from "../bank.ts";
import type { Command } from "../command.ts";
import { dynamo } from "../table.ts";

// #region apply
/** Applies a command to its customer's account, unless that has happened already. */
export async function apply(command: Command): Promise<void> {
  await callBank(command);
  const { customer, number, amount } = command;
  // TODO 4: the queue recognises a repetition for five minutes only. Let the account recognise it by its last number.
  await dynamo.send(
    new UpdateCommand({
      TableName: process.env["ACCOUNTS_TABLE"],
      Key: { customer },
      UpdateExpression:
        "SET lastNumber = :number, history = list_append(if_not_exists(history, :empty), :entry) ADD balance :amount",
      ExpressionAttributeValues: {
        ":number": number,
        ":amount": amount,
        ":entry": [{ number, at: Date.now() }],
        ":empty": [],
      },
    }),
  );
}
// #endregion
