import { defineStore } from "./state.ts";

/** Tells who waits that a source (a stream, a queue, by ARN) has something new. Carries nothing: the listener asks the service, with its own permissions. */
export class Signals {
  #listeners = new Map<string, Set<() => void>>();

  /** Returns what ends the listening. */
  listen(source: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(source) ?? new Set();
    this.#listeners.set(source, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  emit(source: string): void {
    for (const listener of this.#listeners.get(source) ?? []) listener();
  }
}

export const signals = defineStore("global", () => new Signals());
