/** Makes, changes and removes the offline copy. Files are fetched into the storage first, each checked against the hash in the list; only when all are there does the copy change, in one write. */
import { bytesOf, filesOf, LIST_PATH, missingFrom, pick, readFileList, type FileList, type KeptFile } from "./list.ts";
import { CopyStorage, nameFor, NETWORK_ONLY, type Message } from "./storage.ts";

/**
 * Why there is no offline copy here, or why it could not be made: `insecure` not https and not this machine, `unsupported` no service worker, `forbidden` storage is refused (private window,
 * blocked site data), `full` no room, `network` the site cannot be reached, `list` its list is missing or unreadable, `file` the site has no such file, `changed` a file is not the one of the list,
 * `busy` another tab is at it, `worker` the browser refused the worker, `stopped` by the reader.
 */
export type Reason =
  | "insecure"
  | "unsupported"
  | "forbidden"
  | "full"
  | "network"
  | "list"
  | "file"
  | "changed"
  | "busy"
  | "worker"
  | "stopped";

export class KeepError extends Error {
  readonly reason: Reason;
  /** File, and numbers of bytes, for the text. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(reason: Reason, details: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(`${reason} ${JSON.stringify(details)}`, { cause });
    this.reason = reason;
    this.details = details;
  }
}

const AT_ONCE = 6;
/** A browser needs some room beside the contents. */
const MARGIN = 1.05;

/** Undefined: an offline copy can be kept here. */
export async function obstacle(base: string): Promise<Reason | undefined> {
  if (!isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator) || !("caches" in globalThis) || !("locks" in navigator)) return "unsupported";
  try {
    await caches.has(nameFor(base));
    await navigator.serviceWorker.getRegistration(base);
    return undefined;
  } catch {
    return "forbidden";
  }
}

/** The list of the newest build. */
export async function fetchList(base: string): Promise<FileList> {
  let response: Response;
  try {
    response = await fetch(`${base}${LIST_PATH}?${NETWORK_ONLY}`, { cache: "no-cache" });
  } catch (error) {
    throw new KeepError("network", {}, error);
  }
  if (response.status >= 500) throw new KeepError("network");
  try {
    return readFileList(await response.json());
  } catch (error) {
    throw new KeepError("list", {}, error);
  }
}

/** Fetches what is missing for these languages and makes them the copy. What was fetched stays when it fails: the next attempt needs the rest only. */
export function keep(base: string, languages: readonly string[], signal?: AbortSignal): Promise<void> {
  return alone(base, async (tell) => {
    const storage = new CopyStorage(base);
    const list = pick(await fetchList(base), languages);
    const files = filesOf(list);
    const missing = missingFrom(await storage.stored(), files);
    const total = bytesOf(files);
    const need = bytesOf(missing);
    await checkRoom(need);
    // A refusal changes nothing; a consent protects from being cleared for want of space.
    void navigator.storage?.persist?.().catch(() => false);
    await stored(storage.setPending({ format: 1, languages: [...languages], begunAt: new Date().toISOString() }));

    let done = total - need;
    tell({ kind: "progress", done, total });
    await fetchAll(missing, signal, async (file, stop) => {
      await stored(storage.put(file.hash, await fetchFile(base, file, stop)));
      done += file.bytes;
      tell({ kind: "progress", done, total });
    });
    await startWorker(base);
    await stored(storage.setCopy({ ...list, keptAt: new Date().toISOString() }));
    await storage.setPending(undefined);
    await storage.removeOthers(new Set(files.map(({ hash }) => hash)));
  });
}

/** Removes a language from the copy; with the last one everything goes, the worker too. */
export function remove(base: string, language: string): Promise<void> {
  return alone(base, async () => {
    const storage = new CopyStorage(base);
    const copy = await storage.copy();
    const rest = Object.keys(copy?.languages ?? {}).filter((code) => code !== language);
    if (!copy || rest.length === 0) return removeEverything(base);
    const smaller = { ...pick(copy, rest), keptAt: copy.keptAt };
    await stored(storage.setCopy(smaller));
    await storage.setPending(undefined);
    await storage.removeOthers(new Set(filesOf(smaller).map(({ hash }) => hash)));
  });
}

/** Forgets a download that was broken off. A complete copy stays. */
export function discard(base: string): Promise<void> {
  return alone(base, async () => {
    const storage = new CopyStorage(base);
    const copy = await storage.copy();
    if (!copy) return removeEverything(base);
    await storage.setPending(undefined);
    await storage.removeOthers(new Set(filesOf(copy).map(({ hash }) => hash)));
  });
}

async function removeEverything(base: string): Promise<void> {
  await new CopyStorage(base).removeAll();
  await (await registration(base))?.unregister();
}

/** One tab at a time; the others hear how far it is. */
async function alone(base: string, work: (tell: (message: Message) => void) => Promise<void>): Promise<void> {
  const channel = new BroadcastChannel(nameFor(base));
  const tell = (message: Message): void => {
    channel.postMessage(message);
    // A channel does not reach the page it stands on.
    dispatchEvent(new CustomEvent(nameFor(base), { detail: message }));
  };
  try {
    await navigator.locks.request(nameFor(base), { ifAvailable: true }, async (lock) => {
      if (!lock) throw new KeepError("busy");
      await work(tell);
    });
  } finally {
    tell({ kind: "changed" });
    channel.close();
  }
}

async function fetchAll(
  files: readonly KeptFile[],
  signal: AbortSignal | undefined,
  take: (file: KeptFile, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const queue = [...files];
  const failed = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const worker = async (): Promise<void> => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      if (stop.aborted) return;
      await take(file, stop);
    }
  };
  try {
    await Promise.all(
      Array.from({ length: AT_ONCE }, () =>
        worker().catch((error: unknown) => {
          failed.abort();
          throw error;
        }),
      ),
    );
  } catch (error) {
    if (signal?.aborted) throw new KeepError("stopped", {}, error);
    throw error;
  }
  if (signal?.aborted) throw new KeepError("stopped");
}

/** The content under the address, if it is what the list says. Once more past every cache, where one gave an older file. */
async function fetchFile(base: string, { path, bytes, hash }: KeptFile, signal: AbortSignal): Promise<ArrayBuffer> {
  let status = 0;
  for (const cache of ["no-cache", "reload"] as const) {
    let content: ArrayBuffer;
    try {
      const response = await fetch(`${base}${path}?${NETWORK_ONLY}=${hash.slice(0, 8)}`, { cache, signal });
      status = response.status;
      content = await response.arrayBuffer();
    } catch (error) {
      throw new KeepError("network", { file: path }, error);
    }
    // Some hosts give the page 404.html out with the status 404. What counts is the content.
    if (content.byteLength === bytes && (await hashOf(content)) === hash) return content;
  }
  throw new KeepError(status >= 500 ? "network" : status >= 400 ? "file" : "changed", { file: `${base}${path}` });
}

async function hashOf(content: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return btoa(String.fromCharCode(...digest))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Only where the browser says how much there is. */
async function checkRoom(need: number): Promise<void> {
  const { quota, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  if (quota === undefined) return;
  const free = Math.max(0, quota - usage);
  if (need * MARGIN > free) throw new KeepError("full", { need, free });
}

/** Says a failure of the storage in our terms. */
async function stored(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
    throw new KeepError(isFull ? "full" : "forbidden", {}, error);
  }
}

/** Registers the worker, or leaves the one that is there. */
export async function startWorker(base: string): Promise<void> {
  try {
    const script = `${base}sw.js`;
    const registration = await navigator.serviceWorker.register(script, { scope: base, updateViaCache: "none" });
    // It must be there before the copy is said to be complete.
    await activated((registration.active ?? registration.waiting ?? registration.installing)!);
  } catch (error) {
    throw new KeepError("worker", {}, error);
  }
}

function activated(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (worker.state === "activated") resolve();
      else if (worker.state === "redundant") reject(new Error("the worker did not start"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

/** Ours only: getRegistration also finds one of a page above. */
async function registration(base: string): Promise<ServiceWorkerRegistration | undefined> {
  const scope = new URL(base, location.href).href;
  return (await navigator.serviceWorker.getRegistrations()).find((one) => one.scope === scope);
}
