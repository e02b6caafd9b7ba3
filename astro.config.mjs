import { satteri } from "@astrojs/markdown-satteri";
import mdx from "@astrojs/mdx";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { labs, languages, modules } from "./course.config.ts";
import { book } from "./docs/lib/book/integration.ts";
import { contentChecks } from "./docs/lib/content-checks.ts";
import { linkCheck } from "./docs/lib/link-check.ts";
import { offlineCopy } from "./docs/lib/offline/integration.ts";
import { site } from "./docs/lib/site.ts";
import { pageTexts } from "./docs/lib/texts/integration.ts";
import { labelOf, siteTitle } from "./docs/lib/titles.ts";

export default defineConfig({
  site: site.origin,
  base: site.base,
  srcDir: "./docs",
  publicDir: "./docs/public",
  outDir: "./.site",
  cacheDir: "./.cache/astro",
  trailingSlash: "always",
  server: { host: "127.0.0.1", port: 4321 },
  // One request shows a lesson: three style sheets of 20 KB cost a phone more than they save on the next page.
  build: { inlineStylesheets: "always" },
  devToolbar: { enabled: false },
  // The same id for a heading in each language: `## 可见性超时 {#visibility-timeout}`.
  markdown: { processor: satteri({ features: { headingAttributes: true } }) },
  integrations: [
    starlight({
      title: siteTitle,
      locales: Object.fromEntries(languages.map(({ code, tag, name }) => [code, { label: name, lang: tag }])),
      defaultLocale: languages[0].code,
      disable404Route: true,
      favicon: "/favicon.svg",
      customCss: ["./docs/styles/theme.css"],
      routeMiddleware: "./docs/lib/route.ts",
      // course:texts makes the index, section by section.
      pagefind: false,
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      components: {
        Banner: "./docs/components/overrides/Banner.astro",
        Footer: "./docs/components/overrides/Footer.astro",
        Head: "./docs/components/overrides/Head.astro",
        Hero: "./docs/components/overrides/Hero.astro",
        LanguageSelect: "./docs/components/overrides/LanguageSelect.astro",
        PageTitle: "./docs/components/overrides/PageTitle.astro",
        Search: "./docs/components/overrides/Search.astro",
      },
      sidebar: [
        ...modules.map((module) => ({
          ...labelOf(`module.${module.slug}`),
          items: [
            ...module.lessons.map(({ slug }) => ({ slug: `${module.slug}/${slug}`, attrs: { "data-lesson": slug } })),
            ...(module.hasReview ? [{ slug: `${module.slug}/review` }] : []),
          ],
        })),
        {
          ...labelOf("sidebar.labs"),
          items: [
            { slug: "labs/how-it-works" },
            ...labs.map((lab) => ({ slug: `labs/${lab}`, attrs: { "data-lab": lab } })),
          ],
        },
        {
          ...labelOf("sidebar.reference"),
          items: ["glossary", "cost-calculator", "older-material", "coverage", "review", "progress", "offline"].map(
            (slug) => ({ slug }),
          ),
        },
      ],
    }),
    mdx(),
    contentChecks(),
    book(),
    pageTexts(),
    linkCheck(),
    // Last: it lists what the others have written.
    offlineCopy(),
  ],
});
