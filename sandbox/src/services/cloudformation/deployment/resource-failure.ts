import type { Created } from "../../../core/resource.ts";

/** Why CloudFormation itself says that a resource failed: its message is the reason in the events, as it is. */
export class ResourceFailure extends Error {
  /** What a failed creation left behind; it is deleted with the rollback. */
  readonly leftover: Created | undefined;

  constructor(reason: string, leftover?: Created) {
    super(reason);
    this.leftover = leftover;
  }
}
