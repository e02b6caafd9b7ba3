import type { Tokens } from "./lexer.ts";
import type { Path, Problems } from "./syntax.ts";
import { parsePath, throwFirst } from "./syntax.ts";

export function parseProjection(tokens: Tokens): Path[] {
  const problems: Problems<"reserved"> = {};
  const paths = [parsePath(tokens, problems)];
  while (tokens.take(",")) paths.push(parsePath(tokens, problems));
  tokens.expectEnd();
  throwFirst(problems, ["reserved"], (message) => tokens.error(message));
  return paths;
}
