import type { FilterCriteria } from "@aws-sdk/client-lambda";
import { parseEventPattern, type EventPattern } from "../../../event-pattern/event-pattern.ts";
import { InvalidEventPattern } from "../../../event-pattern/invalid-event-pattern.ts";
import { invalidParameter } from "../errors.ts";
import { MAX_FILTERS } from "../limits.ts";

/** A pattern as given, and compiled. */
export interface Filter {
  text: string;
  pattern: EventPattern;
}

export function parseFilters({ Filters = [] }: FilterCriteria): Filter[] {
  if (Filters.length > MAX_FILTERS)
    throw invalidParameter(`Member must have length less than or equal to ${MAX_FILTERS}`);
  return Filters.map(({ Pattern: text = "{}" }) => {
    try {
      return { text, pattern: parseEventPattern(JSON.parse(text)) };
    } catch (error) {
      if (error instanceof InvalidEventPattern || error instanceof SyntaxError)
        throw invalidParameter("Invalid filter pattern definition.");
      throw error;
    }
  });
}
