/** Reads what Chromium writes as PDF (one cross-reference table, no object streams): bookmarks, places, links, and the text by font. */
import { inflateSync } from "node:zlib";

interface PdfLink {
  /** Page that it is on, from 1. */
  page: number;
  uri?: string;
  /** Name of a place in the document. */
  destination?: string;
}

interface PdfText {
  page: number;
  font: PdfFont;
  text: string;
  /** Holds the glyph that stands for a character which the font does not have. */
  hasMissing: boolean;
}

interface PdfFont {
  /** Empty for Type 3, whose glyphs are drawings in the file. */
  name: string;
  isEmbedded: boolean;
}

export interface Pdf {
  pages: number;
  title: string;
  language: string;
  isTagged: boolean;
  outline: { title: string; level: number; page: number }[];
  /** Page of each named place. */
  destinations: Map<string, number>;
  links: PdfLink[];
  /** In the order in which it was drawn. */
  texts: PdfText[];
}

interface PdfObject {
  head: string;
  stream: () => Buffer;
}

export function readPdf(bytes: Buffer): Pdf {
  const objects = readObjects(bytes);
  const get = (id: string): PdfObject => objects.get(id)!;
  const reference = (text: string, key: string): string | undefined => new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1];

  const trailer = bytes.subarray(bytes.lastIndexOf("trailer")).toString("latin1");
  const catalog = get(reference(trailer, "Root")!).head;
  const pageIds = pagesBelow(reference(catalog, "Pages")!);
  const pageNumbers = new Map(pageIds.map((id, index) => [id, index + 1]));

  function pagesBelow(id: string): string[] {
    const kids = /\/Kids \[([^\]]*)\]/.exec(get(id).head)?.[1];
    return kids === undefined ? [id] : referencesIn(kids).flatMap(pagesBelow);
  }

  const outline: Pdf["outline"] = [];
  const readOutline = (first: string | undefined, level: number): void => {
    for (let id = first; id; id = reference(get(id).head, "Next")) {
      const { head } = get(id);
      const page = pageNumbers.get(/\/Dest \[(\d+) 0 R/.exec(head)![1]!)!;
      outline.push({ title: stringOf(head, "Title"), level, page });
      readOutline(reference(head, "First"), level + 1);
    }
  };
  const outlines = reference(catalog, "Outlines");
  if (outlines) readOutline(reference(get(outlines).head, "First"), 1);

  const dests = reference(catalog, "Dests");
  const destinations = new Map(
    [...(dests ? get(dests).head : "").matchAll(/\/(\S+) \[(\d+) 0 R \/XYZ/g)].map(([, name, id]) => [
      nameOf(name!),
      pageNumbers.get(id!)!,
    ]),
  );

  const fonts = new Map<string, PdfFont & { decode: (code: string) => string; digits: number }>();
  const fontOf = (id: string) => {
    const known = fonts.get(id);
    if (known) return known;
    const { head } = get(id);
    const descendant = /\/DescendantFonts \[(\d+) 0 R/.exec(head)?.[1];
    const descriptor = reference(descendant ? get(descendant).head : head, "FontDescriptor");
    const map = reference(head, "ToUnicode");
    const codes = map ? readCodes(get(map).stream().toString("latin1")) : new Map<number, string>();
    const font = {
      name: /\/BaseFont \/(?:[A-Z]{6}\+)?(\S+)/.exec(head)?.[1] ?? "",
      isEmbedded: descendant === undefined || /\/FontFile\d? /.test(descriptor ? get(descriptor).head : ""),
      digits: descendant ? 4 : 2,
      decode: (code: string): string => codes.get(Number.parseInt(code, 16)) ?? "\uFFFD",
    };
    fonts.set(id, font);
    return font;
  };

  const links: PdfLink[] = [];
  const texts: PdfText[] = [];
  for (const id of pageIds) {
    const page = pageNumbers.get(id)!;
    const { head } = get(id);
    for (const annotation of referencesIn(/\/Annots \[([^\]]*)\]/.exec(head)?.[1] ?? "")) {
      const link = get(annotation).head;
      const destination = /\/Dest \/([^\s/>]+)/.exec(link)?.[1];
      if (destination !== undefined) links.push({ page, destination: nameOf(destination) });
      else links.push({ page, uri: stringOf(link, "URI") });
    }
    const named = new Map([...head.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, font]) => [name!, font!]));
    const drawn = get(reference(head, "Contents")!).stream().toString("latin1");
    let font: ReturnType<typeof fontOf> | undefined;
    // What glyphs stand for that are not in the font's map: a letter and its mark, drawn one after the other.
    let actual: string | undefined;
    for (const [token, name, codes, stand] of drawn.matchAll(
      /\/(F\d+) [\d.]+ Tf|<([\dA-F]+)> Tj|\/ActualText <([\dA-F]+)>|\bEMC\b/g,
    )) {
      if (name) font = fontOf(named.get(name)!);
      else if (stand !== undefined) actual = textOfHex(stand);
      else if (token === "EMC") actual = undefined;
      else if (font) {
        const each: string[] = codes!.match(new RegExp(`.{${font.digits}}`, "g")) ?? [];
        // Glyph 0 of an embedded font; in a Type 3 font 0 is a glyph like others.
        const hasMissing = font.digits === 4 && each.includes("0000");
        texts.push({ page, font, text: actual ?? each.map(font.decode).join(""), hasMissing });
        if (actual !== undefined) actual = "";
      }
    }
  }
  return {
    pages: pageIds.length,
    title: stringOf(get(reference(trailer, "Info")!).head, "Title"),
    language: stringOf(catalog, "Lang"),
    isTagged: /\/Marked true/.test(catalog),
    outline,
    destinations,
    links,
    texts,
  };
}

function readObjects(bytes: Buffer): Map<string, PdfObject> {
  const text = bytes.toString("latin1");
  const at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const table = /^xref\n0 (\d+)\n/.exec(text.slice(at, at + 40));
  if (!table)
    throw new Error("This PDF has no table of its objects. The browser writes another kind now: adapt pdf-reader.ts");
  const objects = new Map<string, PdfObject>();
  const first = at + table[0].length;
  for (let id = 1; id < Number(table[1]); id++) {
    const offset = Number(text.slice(first + id * 20, first + id * 20 + 10));
    const end = text.slice(offset).search(/\sstream\r?\n|\nendobj/);
    objects.set(String(id), objectAt(bytes, text, offset, offset + end));
  }
  return objects;
}

function objectAt(bytes: Buffer, text: string, from: number, to: number): PdfObject {
  const head = text.slice(from, to);
  return {
    head,
    stream: () => {
      const start = text.indexOf("\n", to + 1) + 1;
      const data = bytes.subarray(start, start + Number(/\/Length (\d+)/.exec(head)![1]));
      return head.includes("/FlateDecode") ? inflateSync(data) : data;
    },
  };
}

function referencesIn(text: string): string[] {
  return [...text.matchAll(/(\d+) 0 R/g)].map(([, id]) => id!);
}

/** (text) or <FEFF…>. */
function stringOf(head: string, key: string): string {
  const found = new RegExp(`/${key} (?:\\(((?:[^\\\\)]|\\\\.)*)\\)|<([\\dA-Fa-f]*)>)`, "s").exec(head);
  if (!found) return "";
  if (found[1] !== undefined) return found[1].replaceAll(/\\(.)/gs, "$1");
  return textOfHex(found[2]!);
}

/** Digits of UTF-16, with or without the mark of the byte order. */
function textOfHex(digits: string): string {
  return Buffer.from(digits, "hex")
    .swap16()
    .toString("utf16le")
    .replace(/^\uFEFF/, "");
}

/** Names are bytes of UTF-8 with #xx for those that are not printable. */
function nameOf(name: string): string {
  return Buffer.from(
    name.replaceAll(/#([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
}

/** What each code of a font means. */
function readCodes(map: string): Map<number, string> {
  const codes = new Map<number, string>();
  const hex = (text: string): number => Number.parseInt(text, 16);
  for (const [, rows] of map.matchAll(/beginbfchar\s([\s\S]*?)endbfchar/g))
    for (const [, code, to] of rows!.matchAll(/<([\dA-F]+)>\s*<([\dA-F]+)>/gi)) codes.set(hex(code!), textOfHex(to!));
  for (const [, rows] of map.matchAll(/beginbfrange\s([\s\S]*?)endbfrange/g))
    for (const [, first, last, to] of rows!.matchAll(/<([\dA-F]+)>\s*<([\dA-F]+)>\s*<([\dA-F]+)>/gi))
      for (let code = hex(first!); code <= hex(last!); code++) {
        const unit = (hex(to!) + code - hex(first!)).toString(16).padStart(4, "0");
        codes.set(code, textOfHex(unit.length % 4 ? unit.padStart(8, "0") : unit));
      }
  return codes;
}
