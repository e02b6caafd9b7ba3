import coldStartAndMemory from "./cold-start-and-memory/simulator.ts";
import computeChooser from "./compute-chooser/simulator.ts";
import concurrency from "./concurrency/simulator.ts";
import type { Simulator } from "./define.ts";

/** Every simulator by its folder, for the build and the checks; the browser loads only what a page shows. */
export const simulators: Readonly<Record<string, Simulator>> = {
  "cold-start-and-memory": coldStartAndMemory,
  "compute-chooser": computeChooser,
  concurrency,
};
