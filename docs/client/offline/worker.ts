/**
 * The service worker, built into /sw.js. It is there only for readers who asked for an offline copy (keep.ts registers it), and knows nothing of a version: what it
 * answers with stands in the storage. Its rules:
 *
 * 1. The network first, always, so nothing old is shown while the site can be reached. A page that the network does not bring in time, and a server that answers
 *    with an error of its own (5xx), count as not reached.
 * 2. Then the copy, which is complete or not there (keep.ts). A page from it carries `<html data-kept="time of its build">`, and says so to the reader (notice.ts).
 * 3. A page from the copy takes everything else from the copy too, so that its parts are of one build.
 * 4. A page that is not in the copy is answered by the copy's 404 page, which says in the language of the address what is missing and what can be done.
 * 5. A page that came from the site, and asks for something when the site cannot be reached any more (the search, the second language), gets it from the copy; the pages that
 *    are open are told, and tell the reader. The same for a part that is gone from the site after an update (404): a page of the build before may still ask for it.
 *
 * Requests that are not GET, not below the base path, or marked as for the network only are left to the browser.
 */
import { languages } from "../../../course.config.ts";
import { answerFor, markPage } from "./answer.ts";
import { CopyStorage, nameFor, NETWORK_ONLY, type Message } from "./storage.ts";
import type { Copy } from "./list.ts";

/** What we use of the worker's own types, which TypeScript cannot load beside those of a page. */
interface LifecycleEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LifecycleEvent {
  request: Request;
  clientId: string;
  resultingClientId: string;
  respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: LifecycleEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: RequestEvent) => void): void;
}

/** So long a page may take where the copy has it: then a reader on a bad line reads the copy, and is told. */
const PATIENCE_MS = 5000;

/** The name says the content: nothing else can stand there. */
const HASHED = /^_astro\//;

const worker = globalThis as unknown as WorkerScope;
const scope = new URL(worker.registration.scope);
const storage = new CopyStorage(scope.pathname);
const codes = languages.map(({ code }) => code);

/** Pages that came from the copy, by the browser's id. Forgotten when the browser stops the worker: then they take the network first again. */
const fromCopy = new Set<string>();

let copy: Promise<Copy | undefined> | undefined;
const channel = new BroadcastChannel(nameFor(scope.pathname));
channel.addEventListener("message", ({ data }: MessageEvent<Message>) => {
  if (data.kind === "changed") copy = undefined;
});

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname, searchParams } = new URL(url);
  if (method !== "GET" || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  if (searchParams.has(NETWORK_ONLY)) return;
  event.respondWith(answer(event, decode(pathname.slice(scope.pathname.length))));
});

async function answer(event: RequestEvent, path: string): Promise<Response> {
  const isPage = event.request.mode === "navigate";
  if (!isPage && fromCopy.has(event.clientId)) {
    const kept = await keptFile(event, path);
    if (kept) return kept;
  }
  let response: Response | undefined;
  let failure: unknown;
  try {
    response = await (isPage && (await hasPage(path)) ? fetchInTime(event.request) : fetch(event.request));
    if (response.status < 500 && (isPage || response.status !== 404)) return response;
  } catch (error) {
    failure = error;
  }
  const kept = isPage ? await keptPage(event, path) : await keptFile(event, path);
  if (kept && !isPage && !HASHED.test(path)) await tellServed();
  if (kept) return kept;
  if (response) return response;
  throw failure;
}

async function tellServed(): Promise<void> {
  const known = await theCopy();
  if (known) channel.postMessage({ kind: "served", built: known.built } satisfies Message);
}

async function hasPage(path: string): Promise<boolean> {
  const known = await theCopy();
  return known !== undefined && answerFor(path, known, codes).kind !== "missing";
}

/** Rejects when the network takes too long to begin. What it might still bring is given up, or the next request for the page would wait behind it. */
async function fetchInTime(request: Request): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: patience.signal });
  } finally {
    clearTimeout(timer);
  }
}

async function keptFile(event: RequestEvent, path: string): Promise<Response | undefined> {
  const response = await fromNewest((known) => contentOf(path, known));
  // What a part of the page loads by itself, as the search does, belongs to the page.
  if (response && fromCopy.has(event.clientId) && event.resultingClientId) fromCopy.add(event.resultingClientId);
  return response;
}

async function keptPage(event: RequestEvent, path: string): Promise<Response | undefined> {
  const page = await fromNewest(async (known) => {
    const found = answerFor(path, known, codes);
    if (found.kind === "redirect")
      return Response.redirect(new URL(found.path + new URL(event.request.url).search, scope), 302);
    const content = await contentOf(path, known);
    if (!content?.headers.get("content-type")!.startsWith("text/html")) return content;
    fromCopy.add(event.resultingClientId);
    return new Response(markPage(await content.text(), { kept: known.built }), content);
  });
  return page ?? fromNewest((known) => missingPage(path, known));
}

/** The page that says what is missing. A part of the copy that is gone from the storage is missing too. */
async function missingPage(path: string, known: Copy): Promise<Response | undefined> {
  const found = answerFor(path, known, codes);
  const reason = found.kind === "missing" ? found.reason : "page";
  const content = await contentOf("404.html", known);
  if (!content) return undefined;
  const html = markPage(await content.text(), { missing: reason, languages: Object.keys(known.languages).join(" ") });
  return new Response(html, { status: reason === "language" ? 503 : 404, headers: content.headers });
}

async function contentOf(path: string, known: Copy): Promise<Response | undefined> {
  const found = answerFor(path, known, codes);
  return found.kind === "file" ? storage.response(found.file) : undefined;
}

/** Once more with what the storage says now: the copy may just have been changed by another tab. */
async function fromNewest(look: (known: Copy) => Promise<Response | undefined>): Promise<Response | undefined> {
  const known = await theCopy();
  const found = known && (await look(known));
  if (found) return found;
  copy = undefined;
  const again = await theCopy();
  return again && look(again);
}

/** Read once, and again after a change. */
function theCopy(): Promise<Copy | undefined> {
  copy ??= storage.copy().catch((error: unknown) => {
    copy = undefined;
    console.warn(error);
    return undefined;
  });
  return copy;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
