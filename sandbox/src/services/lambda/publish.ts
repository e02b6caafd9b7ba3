import type { OperationContext } from "../../core/service.ts";
import { createVersion, type FunctionVersion, type LambdaFunction } from "./function.ts";

/** Freezes $LATEST under the next number; the last version again when nothing has changed since. */
export function publish(
  owner: LambdaFunction,
  description: string | undefined,
  context: OperationContext,
): FunctionVersion {
  const last = owner.versions.get(String(owner.lastVersion));
  const { latest } = owner;
  const settings = { ...latest.settings, ...(description === undefined ? {} : { description }) };
  if (last && last.code.sha256 === latest.code.sha256 && sameButDescription(last.settings, latest.settings))
    return last;
  const version = createVersion(owner, String(++owner.lastVersion), settings, latest.code, context);
  version.lastModified = latest.lastModified;
  owner.versions.set(version.version, version);
  return version;
}

function sameButDescription(a: FunctionVersion["settings"], b: FunctionVersion["settings"]): boolean {
  return JSON.stringify({ ...a, description: "" }) === JSON.stringify({ ...b, description: "" });
}
