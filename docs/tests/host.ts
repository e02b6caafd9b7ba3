/** A host of a built site that a test can stop, change, slow down and make fail. Its address stays the same. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { builtSite, serveSite } from "../lib/serve.ts";

/** Answers a request itself and says so, or leaves it to the site. `path` has no query. */
type Intercept = (path: string, request: IncomingMessage, response: ServerResponse) => boolean;

export class Host {
  /** Paths that were asked for, with their query. */
  asked: string[] = [];
  intercept: Intercept | undefined;
  #site: RequestListener = serveSite();
  #server: Server | undefined;
  #port = 0;

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      const url = request.url ?? "/";
      this.asked.push(url);
      if (!this.intercept?.(url.replace(/\?.*/, ""), request, response)) this.#site(request, response);
    });
    await new Promise<void>((resolve) => this.#server!.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Nobody answers any more: connections are refused, those that stand are cut. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  /** From now on it serves another build. */
  serve(folder = builtSite): void {
    this.#site = serveSite(folder);
  }
}
