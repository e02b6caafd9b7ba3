/**
 * The tracing header of invocations. SDKs send it along, and the services of the sandbox hand it on; recursive loops are found by its
 * field Lineage, which counts how often each function has run in this chain of requests.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html (2026-11)
 */
import { createHash } from "node:crypto";
import { recursiveInvocation } from "./errors.ts";
import type { LambdaFunction, Settings } from "./function.ts";
import { MAX_CHAINED_INVOCATIONS } from "./limits.ts";

const LINEAGE = /;Lineage=([^;]*)/;
const ROOT = /\bRoot=[^;]+/;
const SAMPLED = /\bSampled=[01]/;

/** Throws RecursiveInvocationException where the function has run often enough in the chain that `caller`, a tracing header, belongs to. */
export function checkRecursion(owner: LambdaFunction, caller: string | undefined): void {
  if (owner.recursiveLoop === "Allow") return;
  if ((lineageOf(caller).get(nameOf(owner)) ?? 0) >= MAX_CHAINED_INVOCATIONS) throw recursiveInvocation();
}

/**
 * The tracing header of an invocation: the caller's trace goes on, in a segment of its own, and one more invocation is counted. Whether
 * it is sampled is the caller's decision where there is one; else active tracing samples it.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html (2026-11)
 */
export function invocationTrace(
  segment: string,
  owner: LambdaFunction,
  { tracing }: Settings,
  caller: string | undefined,
): string {
  const lineage = lineageOf(caller);
  const name = nameOf(owner);
  lineage.set(name, (lineage.get(name) ?? 0) + 1);
  const [root] = ROOT.exec(caller ?? "") ?? [];
  const [sampled = `Sampled=${tracing === "Active" ? 1 : 0}`] = SAMPLED.exec(caller ?? "") ?? [];
  const header = (root ? segment.replace(ROOT, root) : segment).replace(SAMPLED, sampled);
  return `${header};Lineage=${Array.from(lineage, ([key, count]) => `${key}:${count}`).join("|")}`;
}

/** Invocations by function; a field that is not of this form counts none. */
function lineageOf(header: string | undefined): Map<string, number> {
  const [, text = ""] = LINEAGE.exec(header ?? "") ?? [];
  const entries = Array.from(text.matchAll(/([0-9a-f]{8}):(\d+)/g), ([, key, count]) => [key!, Number(count)] as const);
  return new Map(entries);
}

function nameOf({ arn }: LambdaFunction): string {
  return createHash("sha256").update(arn).digest("hex").slice(0, 8);
}
