import type { Json } from "../../../../core/json.ts";

/** One step of a path. */
export type Step =
  | { kind: "names"; names: string[] }
  | { kind: "indexes"; indexes: number[] }
  | { kind: "slice"; from: number | undefined; to: number | undefined; step: number }
  | { kind: "all" }
  | { kind: "filter"; filter: Filter }
  | { kind: "deep" }
  /** .length() and the like, at the end of a path. */
  | { kind: "function"; name: string };

export class InvalidPath extends Error {}

/** What stands between the brackets of [?(...)]. */
export type Filter =
  | { kind: "or" | "and"; parts: Filter[] }
  | { kind: "not"; part: Filter }
  | { kind: "exists"; operand: Operand }
  | { kind: "compare"; operator: string; left: Operand; right: Operand };

export type Operand = { path: { root: "@" | "$"; steps: Step[] } } | { value: Json } | { pattern: RegExp };
