import type { OperationContext } from "../../core/service.ts";
import { retire } from "./engine.ts";
import { createVersion, LATEST, type CodePackage, type LambdaFunction, type Settings } from "./function.ts";

/** Gives $LATEST new settings or code. Its environments end: the next invocation is a cold start, as on AWS. */
export function replaceLatest(
  owner: LambdaFunction,
  settings: Settings,
  code: CodePackage,
  context: OperationContext,
): void {
  const before = owner.latest;
  owner.latest = createVersion(owner, LATEST, settings, code, context);
  retire([before], context);
}
