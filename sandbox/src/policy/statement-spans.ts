/** Where a statement stands in the text of its document, as lines and columns from 1; `end` is after its last character. */
export interface Span {
  start: Position;
  end: Position;
}

interface Position {
  line: number;
  column: number;
}

/** The places of a document's statements, in order. The text is known to be a valid policy. */
export function statementSpans(text: string): Span[] {
  const spans: Span[] = [];
  // Objects are at depth 1 (the document), and statements below the member Statement, in a list or not.
  let depth = 0;
  let member = "";
  let start: number | undefined;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === "{") {
      if (depth === 1 && member === "Statement") start = index;
      depth++;
    } else if (token === "}") {
      depth--;
      if (depth === 1 && start !== undefined) spans.push({ start: at(text, start), end: at(text, index + 1) });
      if (depth === 1) start = undefined;
    } else if (depth === 1 && /^\s*:/.test(text.slice(index + token.length))) member = JSON.parse(token) as string;
  }
  return spans;
}

function at(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
