/** What a browser asks for when the course is installed: one app per language, which begins at the language's home page. */
import type { APIRoute, GetStaticPaths } from "astro";
import { languages, type Language } from "../../../course.config.ts";
import { ICONS } from "../../lib/icons.ts";
import { pathTo } from "../../lib/paths.ts";
import { site } from "../../lib/site.ts";
import { textOf } from "../../lib/titles.ts";

export const getStaticPaths = (() =>
  languages.map((language) => ({
    params: { language: language.code },
    props: { language },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ language: Language }> = ({
  props: {
    language: { code, tag },
  },
}) =>
  Response.json({
    id: pathTo(code, ""),
    name: textOf("site.title")[tag],
    short_name: textOf("site.short")[tag],
    description: textOf("text.summary")[tag],
    lang: tag,
    dir: "ltr",
    start_url: pathTo(code, ""),
    scope: site.base,
    display: "standalone",
    // A book with links wants a way back, where the browser can draw one.
    display_override: ["minimal-ui", "standalone"],
    background_color: "#fdfcfa",
    theme_color: "#fdfcfa",
    categories: ["education", "books"],
    icons: ICONS.filter(({ purpose }) => purpose).map(({ name, size, purpose }) => ({
      src: `${site.base}icons/${name}.png`,
      sizes: `${size}x${size}`,
      type: "image/png",
      purpose,
    })),
  });
