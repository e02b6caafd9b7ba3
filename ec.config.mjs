import { defineEcConfig } from "@astrojs/starlight/expressive-code";

// Plugins belong here and not into astro.config.mjs: given there, <Code> fails the build ("not serializable").
export default defineEcConfig({
  emitExternalStylesheet: false,
  // Lines of the labs are up to 120 characters long; a reader should not have to scroll sideways for a comment.
  defaultProps: { wrap: true, preserveIndent: true },
  styleOverrides: { borderRadius: "0.5rem", codeFontSize: "0.8125rem" },
});
