/** What the search asks for on its first use: the words of the glossary. */
import type { APIRoute, GetStaticPaths } from "astro";
import { languages } from "../../../course.config.ts";
import { searchTerms } from "../../lib/search-terms.ts";

export const getStaticPaths = (() =>
  languages.map(({ code }) => ({ params: { language: code } }))) satisfies GetStaticPaths;

export const GET: APIRoute<object, { language: string }> = ({ params: { language } }) =>
  Response.json(searchTerms(language));
