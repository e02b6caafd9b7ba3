import type {
  PutUserPermissionsBoundaryCommandInput,
  PutUserPermissionsBoundaryCommandOutput,
} from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity } from "../access.ts";
import { setBoundary } from "../entity-policies.ts";

export const putUserPermissionsBoundary = operation<
  PutUserPermissionsBoundaryCommandInput,
  PutUserPermissionsBoundaryCommandOutput
>({
  accepts: ["UserName", "PermissionsBoundary"],
  access: (input, context) =>
    onEntity(context, "user", "PutUserPermissionsBoundary", input.UserName!, {
      "iam:PermissionsBoundary": input.PermissionsBoundary!,
    }),
  run(input, context) {
    setBoundary(context, "user", input.UserName!, input.PermissionsBoundary!);
    return {};
  },
});
