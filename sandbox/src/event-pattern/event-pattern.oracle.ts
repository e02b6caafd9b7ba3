import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { matchesEvent, parseEventPattern } from "./event-pattern.ts";
import { InvalidEventPattern } from "./invalid-event-pattern.ts";

/** What EventBridge answered to LocalStack's cases: _NEG does not match, _EXC is no pattern, all others match. */
const folder = join(process.env["ORACLES"]!, "event-patterns");

test.each(readdirSync(folder).filter((name) => name.endsWith(".json5")))("%s", (name) => {
  // JSON5 is JavaScript.
  const parsed: unknown = runInNewContext(`(${readFileSync(join(folder, name), "utf8")})`);
  const { Event, EventPattern } = JSON.parse(JSON.stringify(parsed)) as { Event: unknown; EventPattern: unknown };

  if (name.includes("_EXC")) expect(() => parseEventPattern(EventPattern)).toThrow(InvalidEventPattern);
  else expect(matchesEvent(parseEventPattern(EventPattern), Event)).toBe(!name.includes("_NEG"));
});
