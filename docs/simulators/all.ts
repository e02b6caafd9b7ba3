import coldStartAndMemory from "./cold-start-and-memory/simulator.ts";
import computeChooser from "./compute-chooser/simulator.ts";
import concurrency from "./concurrency/simulator.ts";
import eventPattern from "./event-pattern/simulator.ts";
import idempotencyRace from "./idempotency-race/simulator.ts";
import queueAndRedrive from "./queue-and-redrive/simulator.ts";
import type { Simulator } from "./define.ts";

/** Every simulator by its folder, for the build and the checks; the browser loads only what a page shows. */
export const simulators: Readonly<Record<string, Simulator>> = {
  "cold-start-and-memory": coldStartAndMemory,
  "compute-chooser": computeChooser,
  concurrency,
  "event-pattern": eventPattern,
  "idempotency-race": idempotencyRace,
  "queue-and-redrive": queueAndRedrive,
};
