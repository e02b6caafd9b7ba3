import { equals, type Json } from "../../../../core/json.ts";
import { arrayOf, integerOf, IntrinsicFailure } from "./values.ts";

/** The largest array that States.ArrayRange makes: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html (2026-11) */
const MAX_RANGE = 1000;

export function partition(array: Json | undefined, size: Json | undefined): Json[] {
  const items = arrayOf(array);
  const length = integerOf(size);
  if (length < 1) throw new IntrinsicFailure("the chunk size must be greater than 0");
  const chunks: Json[] = [];
  for (let start = 0; start < items.length; start += length) chunks.push(items.slice(start, start + length));
  return chunks;
}

/** From `first` to `last`, both included. */
export function range(first: Json | undefined, last: Json | undefined, step: Json | undefined): number[] {
  const [from, to, by] = [integerOf(first), integerOf(last), integerOf(step)];
  if (by === 0) throw new IntrinsicFailure("the step must not be 0");
  const values: number[] = [];
  for (let value = from; by > 0 ? value <= to : value >= to; value += by) {
    if (values.length === MAX_RANGE) throw new IntrinsicFailure(`an array cannot have more than ${MAX_RANGE} items`);
    values.push(value);
  }
  return values;
}

export function getItem(array: Json | undefined, index: Json | undefined): Json {
  const items = arrayOf(array);
  const at = integerOf(index);
  const item = at < 0 ? undefined : items[at];
  if (item === undefined) throw new IntrinsicFailure(`index ${at} is out of bounds`);
  return item;
}

export function unique(array: Json | undefined): Json[] {
  const items = arrayOf(array);
  return items.filter((item, index) => items.findIndex((each) => equals(each, item)) === index);
}

export function contains(array: Json | undefined, value: Json | undefined): boolean {
  return value !== undefined && arrayOf(array).some((item) => equals(item, value));
}
