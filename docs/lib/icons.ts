/** The icons of an installed course, drawn from the favicon. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { root } from "./root.ts";

export interface Icon {
  name: string;
  size: number;
  /** As in a web app manifest; undefined: for iOS, which takes a link in the page. Both cut their own corners. */
  purpose?: "any" | "maskable";
}

export const ICONS: Icon[] = [
  { name: "192", size: 192, purpose: "any" },
  { name: "512", size: 512, purpose: "any" },
  { name: "maskable-512", size: 512, purpose: "maskable" },
  { name: "apple-touch", size: 180 },
];

export async function drawIcon({ size, purpose }: Icon): Promise<Buffer> {
  const favicon = readFileSync(join(root, "docs/public/favicon.svg"), "utf8");
  const svg =
    purpose === "any" ? favicon.replace("<svg ", `<svg width="${size}" height="${size}" `) : filled(favicon, size);
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
}

/** The drawing within the inner circle that every mask leaves, its own colour up to the edges. */
function filled(favicon: string, size: number): string {
  const colour = /<rect [^>]*fill="(#[\da-f]+)"/.exec(favicon)?.[1];
  if (!colour) throw new Error("docs/public/favicon.svg has no <rect> with the colour of its ground");
  const inner = favicon.replace("<svg ", '<svg x="3.2" y="3.2" width="25.6" height="25.6" ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 32 32"><rect width="32" height="32" fill="${colour}"/>${inner}</svg>`;
}
