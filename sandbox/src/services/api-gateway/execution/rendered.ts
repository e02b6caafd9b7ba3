import { scopeOf } from "../mapping/scope.ts";
import { render } from "../mapping/template.ts";
import type { Exchange } from "./exchange.ts";
import { configurationError } from "./failure.ts";

/** A template that cannot be filled is a mistake of the API's owner. */
export function rendered(template: string, body: string, exchange: Exchange): string {
  try {
    return render(template, scopeOf(exchange, body));
  } catch (error) {
    throw configurationError(`Unable to transform request: ${(error as Error).message}`);
  }
}
