/** What the rules calculate with, from docs/facts, for the build and (as JSON) for the browser. */
import { languages } from "../../../course.config.ts";
import { readFact } from "../facts.ts";
import { calculable, readPrices } from "./prices.ts";
import type { Limits } from "./settings.ts";
import type { Basis } from "./text.ts";

const fact = (id: string): number => readFact(id, languages[0]!.code).value;

export function basis(): Basis {
  return {
    prices: calculable(readPrices()),
    meters: {
      httpApiKB: fact("http-api-metering-size"),
      readKB: fact("dynamodb-read-unit-size"),
      writeKB: fact("dynamodb-write-unit-size"),
    },
    megabytesMin: fact("lambda-memory-min"),
  };
}

export function limits(): Limits {
  return {
    megabytesMin: fact("lambda-memory-min"),
    megabytesMax: fact("lambda-memory-max"),
    secondsMax: fact("lambda-timeout"),
  };
}
