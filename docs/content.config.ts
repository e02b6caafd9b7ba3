import { docsLoader, i18nLoader } from "@astrojs/starlight/loaders";
import { docsSchema, i18nSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";
import { z } from "astro/zod";

export const collections = {
  docs: defineCollection({
    loader: docsLoader(),
    schema: docsSchema({
      extend: z.object({
        description: z.string().max(200),
        /** Of a translation: who read it against the English, and the hash of each English section that it renders. */
        translation: z
          .object({ reviewed: z.enum(["machine", "human"]), sections: z.record(z.string(), z.string()) })
          .optional(),
      }),
    }),
  }),
  // Our own strings; `npm run translations` compares the languages.
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema({ extend: z.record(z.string(), z.string()) }) }),
};
