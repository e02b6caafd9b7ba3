import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { root } from "./root.ts";
import { site } from "./site.ts";

export const builtSite = join(root, ".site");

/** Serves a built site under its base path, as a static host does: the 404 page with status 404 for what is not there. `precompressed`: files with .gz beside them go out compressed. */
export function serveSite(folder = builtSite, { precompressed = false } = {}): RequestListener {
  const notFound = readFileSync(join(folder, "404.html"));
  const files = sirv(folder, {
    etag: true,
    gzip: precompressed,
    // Names with a hash of their content never change; for all else a browser asks again, so that nobody reads an older build.
    setHeaders: (response, path) =>
      response.setHeader(
        "cache-control",
        path.startsWith("/_astro/") ? "public, max-age=31536000, immutable" : "no-cache",
      ),
  });
  return (request, response) => {
    const refuse = (): void => {
      response.writeHead(404, { "content-type": "text/html; charset=utf-8" }).end(notFound);
    };
    const path = request.url ?? "/";
    if (!path.startsWith(site.base)) return refuse();
    request.url = `/${path.slice(site.base.length)}`;
    files(request, response, refuse);
  };
}
