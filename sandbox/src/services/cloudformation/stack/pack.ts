import { deserialize, serialize } from "node:v8";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Stack } from "./stack.ts";

type Packed = Pick<Stack, "events" | "outputs" | "policy" | "resources" | "revision">;

/**
 * A deleted stack can be described by its id for 90 days, with its template and events
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html, 2026-11). Somebody who deploys and destroys all
 * day asks for few of them: they are kept as bytes, a tenth of their size, and read anew each time.
 */
export function pack(stack: Stack): void {
  const { events, outputs, policy, resources, revision } = stack;
  const packed: Packed = { events, outputs, policy, resources, revision };
  // A copy: zlib's own answer is the begin of a larger piece of memory.
  const bytes = new Uint8Array(deflateRawSync(serialize(packed)));
  const read = () => deserialize(inflateRawSync(bytes)) as Packed;
  for (const key of Object.keys(packed) as (keyof Packed)[])
    Object.defineProperty(stack, key, { get: () => read()[key], enumerable: true });
  stack.undo = undefined;
  stack.changeSets = [];
}
