import { AwsError } from "../../../core/errors.ts";
import type { ResourceContext } from "../../../core/resource.ts";

/** Calls a delete operation; what is already gone, alone or with its API, is no failure. */
export async function deleteQuietly(operation: string, input: object, context: ResourceContext): Promise<void> {
  try {
    await context.call("api-gateway", operation, input);
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "NotFoundException")) throw error;
  }
}
