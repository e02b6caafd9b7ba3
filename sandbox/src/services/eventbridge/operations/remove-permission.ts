import type { RemovePermissionCommandInput, RemovePermissionCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onBus } from "../access.ts";
import { getBus } from "../bus.ts";
import { statementNotFound } from "../errors.ts";

export const removePermission = operation<RemovePermissionCommandInput, RemovePermissionCommandOutput>({
  accepts: ["EventBusName", "StatementId", "RemoveAllPermissions"],
  access: (input, context) => [onBus("RemovePermission", input.EventBusName, context)],
  run(input, context) {
    const bus = getBus(input.EventBusName, context);
    if (input.RemoveAllPermissions) {
      bus.policy = [];
      return {};
    }
    const left = bus.policy.filter(({ Sid }) => Sid !== input.StatementId);
    if (left.length === bus.policy.length) throw statementNotFound();
    bus.policy = left;
    return {};
  },
});
