import { AwsError } from "./errors.ts";

/** How every fault begins on the console. */
export const FAULT = "sandbox: fault in";

/** Prints with its stack what is no answer of AWS but a mistake in the sandbox. */
export function reportFault(thrown: unknown, where: string): void {
  if (thrown instanceof AwsError) return;
  console.error(`${FAULT} ${where}`, thrown);
}
