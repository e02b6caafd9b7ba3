import { AwsError } from "../../../core/errors.ts";
import type { ResourceContext } from "../../../core/resource.ts";
import { POLICY_LOCK_MILLISECONDS } from "../limits.ts";

/** From one resource policy of a table or stream to another; a change outside of the template stays, as on AWS, until the template's changes. */
export async function changePolicy(
  ResourceArn: string | undefined,
  before: string | undefined,
  after: string | undefined,
  context: ResourceContext,
): Promise<void> {
  if (ResourceArn === undefined || before === after) return;
  const change = () =>
    after === undefined
      ? context.call("dynamodb", "DeleteResourcePolicy", { ResourceArn })
      : context.call("dynamodb", "PutResourcePolicy", { ResourceArn, Policy: after });
  try {
    await change();
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "ThrottlingException")) throw error;
    // Changed a moment ago; CloudFormation tries again.
    await context.waiting(
      new Promise<void>((resolve) => {
        context.clock.after(POLICY_LOCK_MILLISECONDS, resolve);
      }),
    );
    await change();
  }
}
