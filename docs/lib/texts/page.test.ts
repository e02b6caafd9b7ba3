import { expect, test } from "vitest";
import { childrenOf, isElement, parseHtml, textOf } from "./page.ts";

test("code in an attribute is no tag: what follows stays beside it", () => {
  const code = "async (): Promise&lt;Answer> => 1 < 2 && a > 'b'";
  const tree = parseHtml(`<div><button title="x" data-code="${code} <Answer>">Copy</button></div><p>1 &lt; 2 > 1</p>`);
  const elements = childrenOf(tree).filter(isElement);
  expect(elements.map(({ name }) => name)).toEqual(["div", "p"]);
  expect(textOf(elements[1]!)).toBe("1 < 2 > 1");
});
