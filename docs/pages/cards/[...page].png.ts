import type { APIRoute, GetStaticPaths } from "astro";
import { getCollection } from "astro:content";
import { drawCard } from "../../lib/card.ts";
import { lessonOf, pageOf, tagOf } from "../../lib/paths.ts";
import { siteTitle, textOf } from "../../lib/titles.ts";

interface Props {
  language: string;
  page: string;
  title: string;
}

export const getStaticPaths = (async () => {
  const entries = await getCollection("docs");
  return entries.map(({ id, data }) => {
    const language = id.split("/")[0]!;
    const page = pageOf(id);
    return {
      params: { page: `${language}/${page || "home"}` },
      props: { language, page, title: data.title } satisfies Props,
    };
  });
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { language, page, title } }) => {
  const tag = tagOf(language);
  const lesson = lessonOf(page);
  const section = lesson
    ? textOf(`module.${lesson.module}`)[tag]!
    : page.startsWith("labs/")
      ? textOf("sidebar.labs")[tag]!
      : "AWS";
  const png = await drawCard({ tag, course: siteTitle[tag]!, section, title });
  return new Response(new Uint8Array(png), { headers: { "content-type": "image/png" } });
};
