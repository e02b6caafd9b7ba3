import { expect, test } from "vitest";
import { Clock } from "../../../core/clock.ts";
import { setStackStatus, settled } from "./events.ts";
import type { Stack } from "./stack.ts";

const stackInProgress = () =>
  ({
    id: "id",
    name: "s",
    status: "CREATE_IN_PROGRESS",
    events: [],
    listeners: new Set(),
    token: undefined,
  }) as unknown as Stack;

test("settled() ends with the operation", async () => {
  const clock = new Clock();
  const stack = stackInProgress();
  const waiting = settled(stack, 60_000);
  setStackStatus(stack, "ROLLBACK_IN_PROGRESS", clock);
  expect(stack.listeners.size).toBe(1);
  setStackStatus(stack, "ROLLBACK_COMPLETE", clock);
  await waiting;
  expect(stack.listeners.size).toBe(0);
});

test("settled() does not wait longer than it is told", async () => {
  const stack = stackInProgress();
  await settled(stack, 10);
  expect(stack.listeners.size).toBe(0);
});

test("events of one millisecond keep their order", () => {
  const clock = new Clock();
  const stack = stackInProgress();
  for (const status of ["ROLLBACK_IN_PROGRESS", "ROLLBACK_COMPLETE", "DELETE_IN_PROGRESS"] as const)
    setStackStatus(stack, status, clock);
  const times = stack.events.map((event) => event.time.getTime());
  expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
});
