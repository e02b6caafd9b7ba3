import { validation } from "../errors.ts";
import { EXPRESSION_BYTES } from "../limits.ts";
import type { ConditionSyntax } from "./condition-parser.ts";
import { parseCondition } from "./condition-parser.ts";
import { Tokens } from "./lexer.ts";
import { parseProjection } from "./projection-parser.ts";
import type { Path } from "./syntax.ts";
import type { UpdateSyntax } from "./update-parser.ts";
import { parseUpdate } from "./update-parser.ts";

/** Parsed expressions that are kept; programs use few texts and send them again and again. */
const KEPT = 500;

export type ConditionParameter = "ConditionExpression" | "FilterExpression" | "KeyConditionExpression";

export const conditionSyntax = cached<ConditionParameter, ConditionSyntax>(parseCondition);
export const updateSyntax = cached<"UpdateExpression", UpdateSyntax>(parseUpdate);
export const projectionSyntax = cached<"ProjectionExpression", Path[]>(parseProjection);

function cached<Parameter extends string, Syntax>(parse: (tokens: Tokens) => Syntax) {
  const kept = new Map<string, Syntax>();
  return (parameter: Parameter, text: string): Syntax => {
    const found = kept.get(text);
    if (found) {
      if (kept.size === KEPT) {
        kept.delete(text);
        kept.set(text, found);
      }
      return found;
    }
    const syntax = parse(tokenise(parameter, text));
    if (kept.size === KEPT) kept.delete(kept.keys().next().value!);
    kept.set(text, syntax);
    return syntax;
  };
}

function tokenise(parameter: string, text: string): Tokens {
  if (!text) throw validation(`Invalid ${parameter}: The expression can not be empty;`);
  const size = Buffer.byteLength(text);
  if (size > EXPRESSION_BYTES)
    throw validation(
      `Invalid ${parameter}: Expression size has exceeded the maximum allowed size; expression size: ${size}`,
    );
  return new Tokens(parameter, text);
}
