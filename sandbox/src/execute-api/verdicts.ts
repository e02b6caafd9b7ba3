import type { DataPlaneContext, OperationContext } from "../core/service.ts";
import { defineStore } from "../core/state.ts";

/** What authorizers said and is still good, by API, stage and what asked for it. */
const verdicts = defineStore("regional", () => new Map<string, { value: unknown; expiresAt: number }>());

interface Place {
  apiId: string;
  stage: string;
  account: string;
  region: string;
}

const keyOf = ({ apiId, stage }: Pick<Place, "apiId" | "stage">, identity: string) => `${apiId} ${stage} ${identity}`;

/** The verdict of an authorizer on an identity, asked again after `seconds` of sandbox time. Their end is a timer, so that the clock can jump to it. */
export async function cachedVerdict<T>(
  identity: string,
  seconds: number,
  place: Place,
  context: DataPlaneContext,
  ask: () => Promise<T>,
): Promise<T> {
  if (seconds <= 0) return ask();
  const state = context.allState.get(verdicts, place.account, place.region);
  const key = keyOf(place, identity);
  const found = state.get(key);
  if (found && found.expiresAt > context.clock.now()) return found.value as T;
  const entry = { value: await ask(), expiresAt: context.clock.now() + seconds * 1000 };
  state.set(key, entry);
  context.clock.after(seconds * 1000, () => {
    if (state.get(key) === entry) state.delete(key);
  });
  return entry.value;
}

export function flushVerdicts(apiId: string, stage: string, context: OperationContext): void {
  const state = context.state(verdicts);
  const prefix = keyOf({ apiId, stage }, "");
  for (const key of state.keys()) if (key.startsWith(prefix)) state.delete(key);
}
