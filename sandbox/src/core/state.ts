/** Where a service keeps its things: per account and Region, per account (IAM), or once (the names of S3 buckets). */
export interface Store<T> {
  readonly scope: "regional" | "account" | "global";
  readonly create: (owner: { account: string; region: string }) => T;
}

/**
 * Declares a store. Declare once at module level, read it with `context.state(store)`:
 * `const tables = defineStore("regional", () => new Map<string, Table>());`
 */
export function defineStore<T>(scope: Store<T>["scope"], create: Store<T>["create"]): Store<T> {
  return { scope, create };
}

/** All state of one sandbox, in memory; made anew by a reset. */
export class State {
  #values = new Map<Store<unknown>, Map<string, unknown>>();

  get<T>(store: Store<T>, account: string, region: string): T {
    const key = store.scope === "global" ? "" : store.scope === "account" ? account : `${account} ${region}`;
    let values = this.#values.get(store);
    if (!values) this.#values.set(store, (values = new Map()));
    if (!values.has(key)) values.set(key, store.create({ account, region }));
    return values.get(key) as T;
  }

  /** Every value that exists of a store, over accounts and Regions. */
  all<T>(store: Store<T>): T[] {
    return [...(this.#values.get(store)?.values() ?? [])] as T[];
  }
}
