/** What is known about the offline copy at this moment, for the parts of a page that show it. */
import { fetchList, KeepError } from "./keep.ts";
import type { FileList } from "./list.ts";
import { situationOf, type Situation } from "./situation.ts";
import { CopyStorage, nameFor, type Message } from "./storage.ts";

export interface State extends Situation {
  /** The newest build's list could not be had: sizes and updates are not known. */
  trouble?: "network" | "list";
  /** Some tab is downloading or removing. */
  isBusy: boolean;
}

/** Asks the site for its list once for each call; rejects where storage is forbidden. */
export async function readState(base: string, languages: readonly string[]): Promise<State> {
  const storage = new CopyStorage(base);
  let list: FileList | undefined;
  let trouble: State["trouble"];
  try {
    list = await fetchList(base);
  } catch (error) {
    trouble = error instanceof KeepError && error.reason === "list" ? "list" : "network";
  }
  const [copy, pending, stored, locks] = await Promise.all([
    storage.copy(),
    storage.pending(),
    storage.stored(),
    navigator.locks.query(),
  ]);
  const isBusy = locks.held?.some(({ name }) => name === nameFor(base)) ?? false;
  return { ...situationOf({ list, copy, pending, stored }, languages), ...(trouble && { trouble }), isBusy };
}

/** Calls back with what this tab or another one does to the copy. */
export function follow(base: string, callback: (message: Message) => void): () => void {
  const name = nameFor(base);
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", ({ data }: MessageEvent<Message>) => callback(data));
  const own = (event: Event): void => callback((event as CustomEvent<Message>).detail);
  addEventListener(name, own);
  return () => {
    channel.close();
    removeEventListener(name, own);
  };
}

/** Resolves when no tab is at work any more, also when that tab was closed in the middle. */
export function whenFree(base: string): Promise<void> {
  return navigator.locks.request(nameFor(base), () => {});
}
