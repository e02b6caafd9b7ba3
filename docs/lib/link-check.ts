import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { ELEMENT_NODE, parse, walkSync } from "ultrahtml";
import { site } from "./site.ts";

/** Follows every internal link of every built page, components included, to its page, file and fragment: a broken one fails the build. */
export function linkCheck(): AstroIntegration {
  return {
    name: "course:link-check",
    hooks: {
      "astro:build:done": ({ dir, logger }) => {
        const problems = brokenLinks(fileURLToPath(dir));
        if (problems.length)
          throw new Error(`${problems.length} broken links:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
        logger.info("every internal link leads somewhere");
      },
    },
  };
}

interface Page {
  ids: Set<string>;
  links: string[];
}

/** One line per broken link: page, link, what is missing. `folder` is the built site. */
function brokenLinks(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const known = new Set(
    files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll("\\", "/")),
  );
  const pages = new Map(
    [...known].filter((file) => file.endsWith(".html")).map((file) => [file, readPage(join(folder, file))]),
  );
  const problems = new Set<string>();
  for (const [file, { links }] of pages) {
    const here = new URL(site.base + file.replace(/index\.html$/, ""), site.origin);
    for (const link of links) {
      const target = new URL(link, here);
      if (target.origin !== site.origin || !/^https?:$/.test(target.protocol)) continue;
      if (!target.pathname.startsWith(site.base)) {
        problems.add(`${file}: ${link} leaves the base path ${site.base}`);
        continue;
      }
      const path = decodeURIComponent(target.pathname.slice(site.base.length));
      const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
      const fragment = decodeURIComponent(target.hash.slice(1));
      if (!known.has(name)) problems.add(`${file}: ${link} leads to no page or file`);
      else if (fragment && !pages.get(name)?.ids.has(fragment))
        problems.add(`${file}: ${link} leads to no such section`);
    }
  }
  return [...problems].toSorted();
}

function readPage(path: string): Page {
  const page: Page = { ids: new Set(), links: [] };
  walkSync(parse(readFileSync(path, "utf8")), (node) => {
    if (node.type !== ELEMENT_NODE) return;
    const { attributes } = node;
    if (attributes["id"]) page.ids.add(attributes["id"]);
    for (const name of ["href", "src"]) {
      const link = attributes[name];
      if (link && !link.startsWith("data:")) page.links.push(link.replaceAll("&amp;", "&"));
    }
  });
  return page;
}
