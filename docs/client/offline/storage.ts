/** Where the offline copy stands in the browser: one cache per base path, so that two copies of the course on one host do not meet. Used by pages and by the worker. */
import { readCopy, readPending, typeOf, type Copy, type KeptFile, type Pending } from "./list.ts";

/** What tabs and the worker tell each other. `served`: the worker gave a part of the copy, of this build, to a page that came from the site. */
export type Message =
  { kind: "changed" } | { kind: "progress"; done: number; total: number } | { kind: "served"; built: string };

/** Requests with this in their query are for the network only: the worker leaves them alone. */
export const NETWORK_ONLY = "offline-copy";

/** Also the name of the lock and of the channel. */
export function nameFor(base: string): string {
  return `course.offline ${base}`;
}

/** The storage of the copy. Every method rejects where the browser forbids storage. */
export class CopyStorage {
  readonly #base: string;
  readonly #name: string;

  /** `base` begins and ends with a slash. */
  constructor(base: string) {
    this.#base = base;
    this.#name = nameFor(base);
  }

  /** Undefined: there is none, or it cannot be read. */
  async copy(): Promise<Copy | undefined> {
    return this.#read("copy", readCopy);
  }

  async pending(): Promise<Pending | undefined> {
    return this.#read("pending", readPending);
  }

  /** From here on the worker answers with this copy: one write, so there is nothing in between. */
  async setCopy(copy: Copy): Promise<void> {
    await this.#write("copy", copy);
  }

  async setPending(pending: Pending | undefined): Promise<void> {
    if (pending) await this.#write("pending", pending);
    else await (await this.#cache()).delete(this.#address("pending"));
  }

  /** Hashes of the contents that are there. */
  async stored(): Promise<Set<string>> {
    if (!(await caches.has(this.#name))) return new Set();
    const prefix = new URL(this.#address("content/"), location.href).href;
    const keys = await (await this.#cache()).keys();
    return new Set(keys.filter(({ url }) => url.startsWith(prefix)).map(({ url }) => url.slice(prefix.length)));
  }

  async put(hash: string, content: ArrayBuffer): Promise<void> {
    await (await this.#cache()).put(this.#address(`content/${hash}`), new Response(content));
  }

  /** The content of a file under its own content type. */
  async response({ path, hash }: KeptFile): Promise<Response | undefined> {
    const found = await caches.match(this.#address(`content/${hash}`), { cacheName: this.#name });
    if (!found) return undefined;
    const headers = { "content-type": typeOf(path) ?? "application/octet-stream" };
    return new Response(await found.arrayBuffer(), { headers });
  }

  /** Removes the contents that are not among `hashes`. */
  async removeOthers(hashes: ReadonlySet<string>): Promise<void> {
    const cache = await this.#cache();
    for (const hash of await this.stored()) if (!hashes.has(hash)) await cache.delete(this.#address(`content/${hash}`));
  }

  async removeAll(): Promise<void> {
    await caches.delete(this.#name);
  }

  #cache(): Promise<Cache> {
    return caches.open(this.#name);
  }

  /** Nothing stands there on the site: these are names in the cache. */
  #address(name: string): string {
    return `${this.#base}offline/kept/${name}`;
  }

  async #read<Shape>(name: string, check: (value: unknown) => Shape): Promise<Shape | undefined> {
    const found = await caches.match(this.#address(name), { cacheName: this.#name });
    if (!found) return undefined;
    try {
      return check(await found.json());
    } catch (error) {
      // Of another version of the course, or broken: as if there were none. Keeping it again replaces it.
      console.warn(error);
      return undefined;
    }
  }

  async #write(name: string, value: object): Promise<void> {
    await (await this.#cache()).put(this.#address(name), Response.json(value));
  }
}
