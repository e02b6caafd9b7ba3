import type { Known } from "../known.ts";

/** One request that must succeed: it makes something that other requests can name. */
type Step = [operation: string, input: object | ((known: Known) => object)];

/** What exists before requests are broken, by service, in the order in which it is made. */
export type World = Record<string, Step[]>;

export const ROLE = "arn:aws:iam::000000000000:role/hostile-role";
export const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:hostile-function";
