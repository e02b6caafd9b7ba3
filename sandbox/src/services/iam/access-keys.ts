import type { OperationContext } from "../../core/service.ts";
import type { User } from "./accounts.ts";

/** Makes the user's active keys authenticate as the user, and the inactive ones not. */
export function registerKeys({ account, credentials }: OperationContext, user: User): void {
  for (const { id, secret, status } of user.accessKeys) {
    if (status === "Inactive") credentials.remove(id);
    else
      credentials.add({
        accessKeyId: id,
        secretAccessKey: secret,
        principal: { type: "user", account, arn: user.arn, userId: user.id, name: user.name },
      });
  }
}
