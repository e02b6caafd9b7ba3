import { apis } from "./apis.ts";
import { data } from "./data.ts";
import { identity } from "./identity.ts";
import { messages } from "./messages.ts";
import { stacks } from "./stacks.ts";
import type { World } from "./step.ts";

/** A service that is not named starts empty. */
export const world: World = { ...identity, ...data, ...apis, ...stacks, ...messages };
