/** The element that the markup of a quiz promises. */
export function find(within: ParentNode, selector: string): HTMLElement {
  const found = within.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The quiz has no ${selector}`);
  return found;
}
