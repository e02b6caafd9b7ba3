import { expect, test } from "vitest";
import { appendEvents, expireEvents, type LogGroup, type LogStream } from "./log-group.ts";

const DAY = 24 * 3600_000;

function newGroup(): { group: LogGroup; stream: LogStream } {
  const stream: LogStream = { name: "s", createdAt: 0, events: [] };
  const group: LogGroup = {
    name: "g",
    createdAt: 0,
    logGroupClass: "STANDARD",
    retentionInDays: 1,
    tags: new Map(),
    streams: new Map([["s", stream]]),
    arrivals: 0,
  };
  return { group, stream };
}

test("expireEvents drops what is older than the retention", () => {
  const { group, stream } = newGroup();
  appendEvents(
    group,
    stream,
    [
      { timestamp: 0, message: "old" },
      { timestamp: DAY, message: "new" },
    ],
    DAY,
  );

  expireEvents(group, 1.5 * DAY);

  expect(stream.events.map(({ message }) => message)).toEqual(["new"]);
});

test("appendEvents keeps a stream in order of time when events come late", () => {
  const { group, stream } = newGroup();
  appendEvents(group, stream, [{ timestamp: 10, message: "b" }], 20);
  appendEvents(group, stream, [{ timestamp: 5, message: "a" }], 21);
  appendEvents(group, stream, [{ timestamp: 10, message: "c" }], 22);

  expect(stream.events.map(({ message }) => message).join("")).toBe("abc");
  expect(stream).toMatchObject({ firstEventAt: 5, lastEventAt: 10, lastIngestionAt: 22 });
});
