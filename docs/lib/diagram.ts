/**
 * Diagrams are drawn at build time: docs/diagrams/<name>/diagram.json is the structure, <language>.json the words.
 * Each is laid out twice, left to right for wide windows and top to bottom for narrow ones, so that its words never shrink below what can be read.
 */
import { languages } from "../../course.config.ts";
import { foldersIn, readJson } from "./read.ts";

const NODE_KINDS = [
  "client",
  "person",
  "service",
  "function",
  "queue",
  "topic",
  "bus",
  "table",
  "bucket",
  "stream",
  "workflow",
  "log",
  "clock",
] as const;
export type NodeKind = (typeof NODE_KINDS)[number];
const EDGE_STYLES = ["solid", "dashed", "failure"] as const;
type EdgeStyle = (typeof EDGE_STYLES)[number];

interface Structure {
  nodes: { id: string; kind: NodeKind; at: [column: number, row: number] }[];
  hasGlyphs: boolean;
  edges: { id: string; from: string; to: string; style?: EdgeStyle }[];
  groups?: { id: string; nodes: string[] }[];
}

interface Words {
  title: string;
  description: string;
  nodes: Record<string, { label: string; note?: string }>;
  edges?: Record<string, string>;
  groups?: Record<string, string>;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Drawing {
  width: number;
  height: number;
  nodes: (Box & { id: string; kind: NodeKind; label: string[]; note: string[] })[];
  hasGlyphs: boolean;
  edges: { id: string; style: EdgeStyle; path: string; label: string[]; at: { x: number; y: number }; labelBox: Box }[];
  groups: (Box & { id: string; label: string })[];
}

export interface Diagram {
  title: string;
  description: string;
  wide: Drawing;
  tall: Drawing;
}

export const FONT = 14;
export const SMALL = 12;
const LINE = 17;
const GLYPH = 28;
const PAD = 14;
const MARGIN = 6;
const GROUP_PAD = 16;
const GROUP_LABEL = 24;

/** Throws, naming diagram, language and what is missing. */
export function readDiagram(name: string, language: string): Diagram {
  const structure = readJson<Structure>(`docs/diagrams/${name}/diagram.json`);
  const words = readJson<Words>(`docs/diagrams/${name}/${language}.json`);
  const problems = problemsOf(name, language, structure, words);
  if (problems.length) throw new Error(problems.join("\n"));
  return {
    title: words.title,
    description: words.description,
    wide: layOut(structure, words, false),
    tall: layOut(structure, words, true),
  };
}

export function diagramProblems(): string[] {
  return foldersIn("docs/diagrams").flatMap((name) =>
    languages.flatMap(({ code }) => {
      try {
        readDiagram(name, code);
        return [];
      } catch (error) {
        return (error as Error).message.split("\n");
      }
    }),
  );
}

function problemsOf(name: string, language: string, structure: Structure, words: Words): string[] {
  const problems: string[] = [];
  const say = (text: string): number => problems.push(`docs/diagrams/${name}/${text}`);
  const ids = new Set(structure.nodes.map(({ id }) => id));
  const places = new Set<string>();
  for (const node of structure.nodes) {
    if (!NODE_KINDS.includes(node.kind))
      say(`diagram.json: node ${node.id} has the kind "${node.kind}"; one of ${NODE_KINDS.join(", ")}`);
    if (places.has(node.at.join())) say(`diagram.json: two nodes stand at [${node.at.join(", ")}]`);
    places.add(node.at.join());
    if (!words.nodes?.[node.id]?.label) say(`${language}.json: nodes.${node.id}.label is missing`);
  }
  for (const edge of structure.edges) {
    for (const end of [edge.from, edge.to])
      if (!ids.has(end)) say(`diagram.json: edge ${edge.id} names a node "${end}" that does not exist`);
    if (edge.style && !EDGE_STYLES.includes(edge.style))
      say(`diagram.json: edge ${edge.id} has the style "${edge.style}"; one of ${EDGE_STYLES.join(", ")}`);
  }
  for (const group of structure.groups ?? []) {
    if (!words.groups?.[group.id]) say(`${language}.json: groups.${group.id} is missing`);
    for (const id of group.nodes)
      if (!ids.has(id)) say(`diagram.json: group ${group.id} names a node "${id}" that does not exist`);
  }
  const known = {
    nodes: ids,
    edges: new Set(structure.edges.map(({ id }) => id)),
    groups: new Set((structure.groups ?? []).map(({ id }) => id)),
  };
  for (const kind of ["nodes", "edges", "groups"] as const)
    for (const id of Object.keys(words[kind] ?? {}))
      if (!known[kind].has(id)) say(`${language}.json: ${kind}.${id} names nothing in diagram.json`);
  if (!words.title || !words.description) say(`${language}.json: title and description are needed`);
  return problems;
}

function layOut(structure: Structure, words: Words, tall: boolean): Drawing {
  // Three or more side by side on a phone: no glyph and shorter lines, so that the words keep their size.
  const isCrowded = tall && new Set(structure.nodes.map(({ at }) => at[1])).size >= 3;
  const glyph = isCrowded ? 0 : GLYPH;
  const pad = isCrowded ? 7 : PAD;
  const place = (at: [number, number]): [number, number] => (tall ? [at[1], at[0]] : at);
  const nodes = structure.nodes.map((node) => {
    const { label, note } = words.nodes[node.id]!;
    const labelLines = wrap(label, isCrowded ? 10 : 15);
    const noteLines = note ? wrap(note, isCrowded ? 12 : 20) : [];
    const text = Math.max(
      ...labelLines.map((line) => measure(line, FONT, true)),
      ...noteLines.map((line) => measure(line, SMALL)),
    );
    return {
      ...node,
      at: place(node.at),
      label: labelLines,
      note: noteLines,
      width: Math.max(isCrowded ? 60 : 96, text + glyph + 2 * pad),
      height: Math.max(48, labelLines.length * LINE + noteLines.length * (LINE - 2) + 2 * PAD - 4),
    };
  });
  const labels = new Map(structure.edges.map((edge) => [edge.id, wrap(words.edges?.[edge.id] ?? "", tall ? 26 : 14)]));
  const at = new Map(nodes.map((node) => [node.id, node.at]));
  const columns = Math.max(...nodes.map((node) => node.at[0])) + 1;
  const rows = Math.max(...nodes.map((node) => node.at[1])) + 1;
  const grouped = (structure.groups ?? []).length > 0;

  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...nodes.filter((node) => node.at[0] === column).map((node) => node.width)),
  );
  const heights = Array.from({ length: rows }, (_, row) =>
    Math.max(0, ...nodes.filter((node) => node.at[1] === row).map((node) => node.height)),
  );
  // The gap after a column must hold the label of an edge that runs straight through it.
  const columnGaps = widths.map((_, column) => {
    const crossing = structure.edges.filter((edge) => {
      const [a, b] = [at.get(edge.from)!, at.get(edge.to)!];
      // Top to bottom, only an edge within a row has its label beside it in a gap between columns.
      return Math.min(a[0], b[0]) <= column && Math.max(a[0], b[0]) > column && !(tall && a[1] !== b[1]);
    });
    return Math.max(
      isCrowded ? 14 : grouped ? 56 : 40,
      ...crossing.map((edge) => Math.max(0, ...labels.get(edge.id)!.map((line) => measure(line, SMALL))) + 26),
    );
  });
  const rowGaps = heights.map((_, row) => {
    const crossing = structure.edges.filter((edge) => {
      const [a, b] = [at.get(edge.from)!, at.get(edge.to)!];
      return Math.min(a[1], b[1]) <= row && Math.max(a[1], b[1]) > row;
    });
    return Math.max(grouped ? 52 : 40, ...crossing.map((edge) => labels.get(edge.id)!.length * 16 + 26));
  });
  const border = MARGIN + (grouped ? GROUP_PAD : 0);
  const top = MARGIN + (grouped ? GROUP_PAD + GROUP_LABEL - 8 : 0);
  const left = (column: number): number => border + sum(widths.slice(0, column)) + sum(columnGaps.slice(0, column));
  const upper = (row: number): number => top + sum(heights.slice(0, row)) + sum(rowGaps.slice(0, row));

  const boxes = nodes.map((node) => ({
    id: node.id,
    kind: node.kind,
    label: node.label,
    note: node.note,
    x: left(node.at[0]),
    y: upper(node.at[1]) + (heights[node.at[1]]! - node.height) / 2,
    width: widths[node.at[0]]!,
    height: node.height,
  }));
  const byId = new Map(boxes.map((box) => [box.id, box]));

  // Edges between the same two nodes run side by side.
  const pairs = Map.groupBy(structure.edges, (edge) => [edge.from, edge.to].toSorted().join(" "));
  const edges = structure.edges.map((edge) => {
    const pair = pairs.get([edge.from, edge.to].toSorted().join(" "))!;
    const offset = (pair.indexOf(edge) - (pair.length - 1) / 2) * 26;
    const label = labels.get(edge.id)!;
    const { path, at: middle, vertical } = connect(byId.get(edge.from)!, byId.get(edge.to)!, offset, boxes, tall);
    const width = Math.max(0, ...label.map((line) => measure(line, SMALL))) + 8;
    const height = label.length * 15 + 2;
    // Beside a vertical line, above a horizontal one (below the lower of two).
    const center = vertical
      ? { x: middle.x + (offset < 0 ? -width / 2 - 4 : width / 2 + 4), y: middle.y }
      : { x: middle.x, y: middle.y + (offset > 0 ? height / 2 + 5 : -height / 2 - 5) };
    return {
      id: edge.id,
      style: edge.style ?? "solid",
      path,
      label,
      at: center,
      labelBox: { x: center.x - width / 2, y: center.y - height / 2, width, height },
    };
  });
  const groups = (structure.groups ?? []).map((group) => {
    const members = group.nodes.map((id) => byId.get(id)!);
    const x = Math.min(...members.map((box) => box.x)) - GROUP_PAD;
    const y = Math.min(...members.map((box) => box.y)) - GROUP_PAD - GROUP_LABEL + 8;
    return {
      id: group.id,
      label: words.groups![group.id]!,
      x,
      y,
      width: Math.max(...members.map((box) => box.x + box.width)) + GROUP_PAD - x,
      height: Math.max(...members.map((box) => box.y + box.height)) + GROUP_PAD - y,
    };
  });
  const everything: Box[] = [
    ...boxes,
    ...groups,
    ...edges.filter((edge) => edge.label.some(Boolean)).map((edge) => edge.labelBox),
  ];
  const minX = Math.min(0, ...everything.map((box) => box.x - MARGIN));
  const minY = Math.min(0, ...everything.map((box) => box.y - MARGIN));
  const drawing: Drawing = {
    width: Math.max(...everything.map((box) => box.x + box.width)) + MARGIN - minX,
    height: Math.max(...everything.map((box) => box.y + box.height)) + MARGIN - minY,
    nodes: boxes,
    hasGlyphs: !isCrowded,
    edges,
    groups,
  };
  return minX < 0 || minY < 0 ? shift(drawing, -minX, -minY) : drawing;
}

function connect(
  from: Box,
  to: Box,
  offset: number,
  all: Box[],
  tall: boolean,
): { path: string; at: { x: number; y: number }; vertical: boolean } {
  const a = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  const b = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
  const sameRow = Math.abs(a.y - b.y) < 1;
  const sameColumn = Math.abs(a.x - b.x) < 1;
  if (sameRow && sameColumn) {
    // To itself: a loop above.
    const y = from.y - 30;
    return {
      path: `M${a.x - 18} ${from.y}V${y + 8}Q${a.x - 18} ${y} ${a.x - 10} ${y}H${a.x + 10}Q${a.x + 18} ${y} ${a.x + 18} ${y + 8}V${from.y - 3}`,
      at: { x: a.x, y },
      vertical: false,
    };
  }
  const between = all.some((box) => box !== from && box !== to && crosses(box, a, b));
  if (sameRow && !between) {
    const right = b.x > a.x;
    const y = a.y + offset;
    const start = right ? from.x + from.width : from.x;
    const end = right ? to.x - 4 : to.x + to.width + 4;
    return { path: `M${start} ${y}H${end}`, at: { x: (start + end) / 2, y }, vertical: false };
  }
  if (sameColumn && !between) {
    const down = b.y > a.y;
    const x = a.x + offset;
    const start = down ? from.y + from.height : from.y;
    const end = down ? to.y - 4 : to.y + to.height + 4;
    return { path: `M${x} ${start}V${end}`, at: { x, y: (start + end) / 2 }, vertical: true };
  }
  if (sameRow) {
    // Over the nodes in between.
    const y = Math.min(from.y, to.y) - 22;
    const direction = b.x > a.x ? 1 : -1;
    return {
      path: `M${a.x} ${from.y}V${y + 8}Q${a.x} ${y} ${a.x + 8 * direction} ${y}H${b.x - 8 * direction}Q${b.x} ${y} ${b.x} ${y + 8}V${to.y - 4}`,
      at: { x: (a.x + b.x) / 2, y },
      vertical: false,
    };
  }
  if (sameColumn) {
    const x = Math.max(from.x + from.width, to.x + to.width) + 22;
    const direction = b.y > a.y ? 1 : -1;
    return {
      path: `M${from.x + from.width} ${a.y}H${x - 8}Q${x} ${a.y} ${x} ${a.y + 8 * direction}V${b.y - 8 * direction}Q${x} ${b.y} ${x - 8} ${b.y}H${to.x + to.width + 4}`,
      at: { x, y: (a.y + b.y) / 2 },
      vertical: true,
    };
  }
  const right = b.x > a.x;
  const down = b.y > a.y;
  if (tall) {
    // Down, across just before the target, and down again.
    const start = down ? from.y + from.height : from.y;
    const end = down ? to.y - 4 : to.y + to.height + 4;
    const middle = (down ? to.y : to.y + to.height) - (down ? 1 : -1) * 18;
    const turn = Math.min(8, Math.abs(b.x - a.x) / 2);
    const x1 = a.x + offset;
    const x2 = b.x + offset;
    return {
      path: `M${x1} ${start}V${middle - (down ? turn : -turn)}Q${x1} ${middle} ${x1 + (right ? turn : -turn)} ${middle}H${x2 - (right ? turn : -turn)}Q${x2} ${middle} ${x2} ${middle + (down ? turn : -turn)}V${end}`,
      at: { x: x1, y: (start + middle) / 2 },
      vertical: true,
    };
  }
  // Elsewhere: half of the way across, then up or down, then on.
  const start = right ? from.x + from.width : from.x;
  const end = right ? to.x - 4 : to.x + to.width + 4;
  const middle = (right ? to.x : to.x + to.width) - (right ? 1 : -1) * 26;
  const r = 8;
  const y1 = a.y + offset;
  const y2 = b.y + offset;
  return {
    path: `M${start} ${y1}H${middle - (right ? r : -r)}Q${middle} ${y1} ${middle} ${y1 + (down ? r : -r)}V${y2 - (down ? r : -r)}Q${middle} ${y2} ${middle + (right ? r : -r)} ${y2}H${end}`,
    at: { x: (middle + end) / 2 - (right ? 14 : -14), y: y2 },
    vertical: false,
  };
}

function crosses(box: Box, a: { x: number; y: number }, b: { x: number; y: number }): boolean {
  return (
    box.x < Math.max(a.x, b.x) &&
    box.x + box.width > Math.min(a.x, b.x) &&
    box.y < Math.max(a.y, b.y) + 1 &&
    box.y + box.height > Math.min(a.y, b.y) - 1
  );
}

function shift(drawing: Drawing, dx: number, dy: number): Drawing {
  const move = <Shape extends Box>(box: Shape): Shape => ({ ...box, x: box.x + dx, y: box.y + dy });
  return {
    ...drawing,
    nodes: drawing.nodes.map(move),
    groups: drawing.groups.map(move),
    edges: drawing.edges.map((edge) => ({
      ...edge,
      labelBox: move(edge.labelBox),
      at: { x: edge.at.x + dx, y: edge.at.y + dy },
      path: movePath(edge.path, dx, dy),
    })),
  };
}

function movePath(path: string, dx: number, dy: number): string {
  return path.replace(/([MHVQ])([^MHVQ]*)/g, (_, command: string, rest: string) => {
    const numbers = rest
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const moved = numbers.map((value, index) =>
      command === "H" ? value + dx : command === "V" ? value + dy : value + (index % 2 ? dy : dx),
    );
    return command + moved.join(" ");
  });
}

/** Lines of at most about `limit` Latin characters; Chinese breaks anywhere, other text at spaces. */
function wrap(text: string, limit: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? []) {
    if (line && measure((line + word).trimEnd(), 1) > limit * 0.56 && !/^[，。、；：）”]/.test(word)) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += word;
  }
  return [...lines, line.trimEnd()];
}

/** Width in pixels of a line in the system font; an estimate, on the wide side. */
function measure(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text.normalize("NFC"))
    width += /[\u2e80-\u9fff\uff00-\uffef]/.test(character)
      ? 1
      : /[A-ZĐmwMW@%]/.test(character)
        ? 0.72
        : /[ijltfr.,:;'|!() ]/.test(character)
          ? 0.36
          : 0.6;
  return width * size * (bold ? 1.06 : 1);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
