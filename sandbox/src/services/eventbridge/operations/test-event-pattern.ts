import type { TestEventPatternCommandInput, TestEventPatternCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { matchesEvent } from "../../../event-pattern/event-pattern.ts";
import { onAll } from "../access.ts";
import { invalidParameter } from "../errors.ts";
import { readPattern } from "../rule.ts";

export const testEventPattern = operation<TestEventPatternCommandInput, TestEventPatternCommandOutput>({
  accepts: ["EventPattern", "Event"],
  access: () => onAll("TestEventPattern"),
  run(input) {
    const event = parse(input.Event!);
    const { compiled } = readPattern(input.EventPattern!);
    return { Result: matchesEvent(compiled, event) };
  },
});

function parse(text: string): object {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    throw invalidParameter("Event");
  }
  if (event === null || typeof event !== "object" || Array.isArray(event)) throw invalidParameter("Event");
  return event;
}
