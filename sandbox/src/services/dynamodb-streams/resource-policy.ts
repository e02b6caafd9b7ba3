import type { AccessRequest, OperationContext, ServiceDefinition } from "../../core/service.ts";

/** The policy of a table or of a stream, and until when it cannot be changed again. */
export interface PolicySlot {
  current?: { document: string; revisionId: string };
  /** Sandbox time in milliseconds. */
  lockedUntil: number;
}

/** Operations that also ask the policy of each resource that they touch; `find` knows where it is. */
export function underPolicies(
  operations: ServiceDefinition["operations"],
  find: (resource: string, context: OperationContext) => PolicySlot | undefined,
): ServiceDefinition["operations"] {
  const withPolicy = (request: AccessRequest, context: OperationContext): AccessRequest => {
    const policy = find(request.resource, context)?.current;
    return policy ? { ...request, resourcePolicy: policy.document } : request;
  };
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      {
        ...operation,
        access: async (input, context) =>
          (await operation.access(input, context)).map((request) => withPolicy(request, context)),
      },
    ]),
  );
}
