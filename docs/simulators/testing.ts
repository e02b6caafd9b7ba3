import { readSource } from "../lib/facts.ts";

/** "Lambda quotas, https://…, read on 2026-11-21": the title of tests whose numbers stand on that page of AWS. Fails when the page was read again: then read the tests against it. */
export function pageRead(source: string, checked: string): string {
  const page = readSource(source);
  if (page.checked !== checked)
    throw new Error(`${page.url} was read again on ${page.checked}: compare these tests with it, then change the date`);
  return `${page.title}, ${page.url}, read on ${checked}`;
}
