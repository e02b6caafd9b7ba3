import { list } from "./document.ts";

interface Document {
  Statement?: unknown;
}

interface Statement {
  Condition?: Record<string, Record<string, unknown>>;
  Resource?: unknown;
  NotResource?: unknown;
}

/** The condition keys that a document tests or puts in as variables. */
export function referencedKeys(document: string): string[] {
  const keys = new Set<string>();
  for (const statement of list((JSON.parse(document) as Document).Statement) as Statement[]) {
    const tests = Object.values(statement.Condition ?? {});
    for (const key of tests.flatMap((test) => Object.keys(test))) keys.add(key);
    const texts = [statement.Resource, statement.NotResource, ...tests.flatMap((test) => Object.values(test))];
    for (const text of texts.flatMap(list))
      for (const [, key] of String(text).matchAll(/\$\{\s*([^{}*?$,\s]+)[^{}]*\}/g)) keys.add(key!);
  }
  return [...keys];
}
