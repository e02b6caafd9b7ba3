import type { PutPermissionCommandInput, PutPermissionCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onBus } from "../access.ts";
import { getBus } from "../bus.ts";
import { invalidParameter } from "../errors.ts";
import { permissionStatement, readPolicy } from "../policy.ts";

export const putPermission = operation<PutPermissionCommandInput, PutPermissionCommandOutput>({
  accepts: ["EventBusName", "Action", "Principal", "StatementId", "Condition", "Policy"],
  access: (input, context) => [onBus("PutPermission", input.EventBusName, context)],
  run(input, context) {
    const bus = getBus(input.EventBusName, context);
    if (input.Policy !== undefined) {
      bus.policy = readPolicy(input.Policy);
      return {};
    }
    if (!input.StatementId) throw invalidParameter("StatementId");
    const statement = permissionStatement(input, bus);
    bus.policy = [...bus.policy.filter(({ Sid }) => Sid !== input.StatementId), statement];
    return {};
  },
});
