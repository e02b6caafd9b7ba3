import type { Exchange } from "../execution/exchange.ts";
import type { TemplateScope } from "./template.ts";

/** What the templates of an exchange can name; `body` is the payload they map. */
export function scopeOf({ headers, query, match, variables, stage }: Exchange, body: string): TemplateScope {
  return {
    body,
    parameters: {
      path: match?.pathParameters ?? {},
      querystring: lastOf(query),
      header: lastOf(headers.grouped()),
    },
    header: (name) => headers.get(name),
    context: variables,
    stageVariables: stage.variables,
  };
}

function lastOf(groups: Map<string, string[]>): Record<string, string> {
  return Object.fromEntries([...groups].map(([name, values]) => [name, values.at(-1)!]));
}
