import { docsLoader, i18nLoader } from "@astrojs/starlight/loaders";
import { docsSchema, i18nSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";
import { z } from "astro/zod";
import en from "./content/i18n/en.json";

// Our own strings by their English keys, so that a key that does not exist is a type error. A plural is asked for without its suffix.
type Key<Written extends string> = Written extends `${infer Base}_${"one" | "other"}` ? Base | Written : Written;
const strings = Object.fromEntries(Object.keys(en).map((key) => [key, z.string().optional()])) as Record<
  Key<keyof typeof en>,
  z.ZodOptional<z.ZodString>
>;

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
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema({ extend: z.object(strings) }) }),
};
