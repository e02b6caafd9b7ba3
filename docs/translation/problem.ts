/** What is wrong, where, and what to do about it. */
export interface Problem {
  /** From the repository's root. */
  file: string;
  line?: number;
  /** Section of a page, or entry of a JSON file. */
  section?: string;
  what: string;
  fix: string;
}

/** One paragraph per problem: a first line that editors link, then the fix. */
export function formatProblem({ file, line, section, what, fix }: Problem): string {
  return `${file}${line === undefined ? "" : `:${line}`}${section === undefined ? "" : ` [${section}]`}: ${what}\n    ${fix}`;
}

/** A thing that stands at a line: a link, a code span, a component. */
export interface Item {
  text: string;
  line: number;
}

/** What stands in one list and not in the other, each as often as it is too few or too many. */
export function difference(source: Item[], target: Item[]): { missing: Item[]; extra: Item[] } {
  return { missing: without(source, target), extra: without(target, source) };
}

function without(items: Item[], others: Item[]): Item[] {
  const left = new Map<string, number>();
  for (const { text } of others) left.set(text, (left.get(text) ?? 0) + 1);
  return items.filter(({ text }) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
