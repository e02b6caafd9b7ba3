import { defineEcConfig } from "@astrojs/starlight/expressive-code";

// Plugins belong here and not into astro.config.mjs: given there, <Code> fails the build ("not serializable").
export default defineEcConfig({
  styleOverrides: { borderRadius: "0.5rem", codeFontSize: "0.8125rem" },
});
