/** What a shop wants done with a customer's account: pay in (a positive amount) or take out. */
export interface Command {
  customer: string;
  /** The shop counts each customer's commands: 1, 2, 3. Other customers have the same numbers. */
  number: number;
  /** In cents. */
  amount: number;
}

/** A command that can never be applied, however often somebody tries. */
export class InvalidCommand extends Error {
  override name = "InvalidCommand";
}

export function parseCommand(body: string): Command {
  const command = JSON.parse(body) as Command;
  if (!Number.isSafeInteger(command.amount)) throw new InvalidCommand(`amount must be in cents: ${body}`);
  return command;
}
