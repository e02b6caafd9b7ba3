import { inspect } from "node:util";
import { UserError } from "./errors.ts";
import { t } from "./language.ts";
import { styled } from "./terminal.ts";

/** A UserError in the learner's language; anything else is a fault of ours, said so and with its stack. */
export function describeError(error: unknown): string {
  if (error instanceof UserError)
    return `${styled("red", t("errors.prefix"))}${t(`errors.${error.key}`, error.values)}`;
  // inspect, not .stack: it shows the causes too.
  const stack = inspect(error);
  return `${styled("red", t("errors.prefix"))}${t("errors.fault")}\n${stack}`;
}
