import { defineRouteMiddleware } from "@astrojs/starlight/route-data";

/** A page that is missing in a language shows the English text: it stays out of that language's search index (`npm run translations` refuses such a state). */
export const onRequest = defineRouteMiddleware((context) => {
  const route = context.locals.starlightRoute;
  if (route.isFallback) route.entry = { ...route.entry, data: { ...route.entry.data, pagefind: false } };
});
