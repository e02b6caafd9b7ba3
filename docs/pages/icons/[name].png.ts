import type { APIRoute, GetStaticPaths } from "astro";
import { drawIcon, ICONS, type Icon } from "../../lib/icons.ts";

export const getStaticPaths = (() =>
  ICONS.map((icon) => ({ params: { name: icon.name }, props: { icon } }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ icon: Icon }> = async ({ props: { icon } }) =>
  new Response(new Uint8Array(await drawIcon(icon)), { headers: { "content-type": "image/png" } });
