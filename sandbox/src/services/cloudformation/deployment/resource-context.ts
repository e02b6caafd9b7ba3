import type { ResourceContext } from "../../../core/resource.ts";
import type { OperationContext } from "../../../core/service.ts";
import { upperId } from "../../../core/ids.ts";
import type { Stack, StackResource } from "../stack/stack.ts";

const SUFFIX = 12;

export function resourceContext(
  stack: Stack,
  { logicalId, type }: Pick<StackResource, "logicalId" | "type">,
  context: OperationContext,
): ResourceContext {
  return {
    ...context,
    stackName: stack.name,
    stackId: stack.id,
    logicalId,
    resourceType: type,
    generateName: ({ maxLength = 255, lowerCase = false } = {}) => {
      // Both parts keep a half of the room; what one does not need the other gets.
      const room = maxLength - SUFFIX - 2;
      const half = Math.floor(room / 2);
      const first = stack.name.slice(0, Math.max(half, room - logicalId.length));
      const name = `${first}-${logicalId.slice(0, room - first.length)}-${upperId(SUFFIX)}`;
      return lowerCase ? name.toLowerCase() : name;
    },
  };
}
