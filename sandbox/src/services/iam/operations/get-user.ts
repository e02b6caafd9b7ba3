import type { GetUserCommandInput, GetUserCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { callerName, userNamed } from "../entities.ts";
import { userDetail } from "../shapes.ts";

/** Without UserName: the calling user. */
export const getUser = operation<GetUserCommandInput, GetUserCommandOutput>({
  accepts: ["UserName"],
  access: onUser("GetUser"),
  run(input, context) {
    return { User: userDetail(userNamed(context, callerName(context, input.UserName))) };
  },
});
