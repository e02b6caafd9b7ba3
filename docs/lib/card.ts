/** Social cards: the title of a page as a 1200 x 630 picture, drawn once per text and kept in .cache/cards. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import satori, { type Font } from "satori";
import sharp from "sharp";
import { root } from "./root.ts";

const require = createRequire(join(root, "docs", "package.json"));
let fonts: Font[] | undefined;

/** PNG of a card. `tag` is the language of the texts, so that Chinese gets Chinese letter forms. */
export async function drawCard(card: { tag: string; course: string; section: string; title: string }): Promise<Buffer> {
  const key = createHash("sha256")
    .update(JSON.stringify(card))
    .update(readFileSync(new URL(import.meta.url)))
    .digest("hex")
    .slice(0, 24);
  const folder = join(root, ".cache", "cards");
  const file = join(folder, `${key}.png`);
  if (existsSync(file)) return readFileSync(file);

  fonts ??= [
    font("Latin", "@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff"),
    font("Latin Extended", "@fontsource/noto-sans/files/noto-sans-latin-ext-600-normal.woff"),
    font("Vietnamese", "@fontsource/noto-sans/files/noto-sans-vietnamese-600-normal.woff"),
    font("Chinese", "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-600-normal.woff"),
  ];
  const box = (style: object, ...children: unknown[]): object => ({
    type: "div",
    props: { style: { display: "flex", ...style }, children },
  });
  const svg = await satori(
    box(
      {
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: 72,
        background: "#0b3d44",
        color: "#fdfcfa",
        // A letter is taken from the first of these that has it.
        fontFamily: "Latin, Vietnamese, Latin Extended, Chinese",
      },
      box(
        { alignItems: "center", gap: 20, fontSize: 34, color: "#8fdbe3" },
        box({ width: 26, height: 26, borderRadius: 13, background: "#ffd08a" }),
        card.course,
      ),
      box({ fontSize: card.title.length > 40 ? 62 : 76, lineHeight: 1.25 }, card.title),
      box({ fontSize: 30, color: "#c6dfe1" }, card.section),
    ) as Parameters<typeof satori>[0],
    { width: 1200, height: 630, fonts },
  );
  const png = await sharp(Buffer.from(svg)).png({ palette: true, colours: 32 }).toBuffer();
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, png);
  return png;
}

function font(name: string, file: string): Font {
  return { name, data: readFileSync(require.resolve(file)), weight: 600, style: "normal" };
}
