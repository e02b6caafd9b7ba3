import type { GetInstanceProfileCommandInput, GetInstanceProfileCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onInstanceProfile } from "../access.ts";
import { instanceProfileNamed } from "../entities.ts";
import { instanceProfileShape } from "../shapes.ts";

export const getInstanceProfile = operation<GetInstanceProfileCommandInput, GetInstanceProfileCommandOutput>({
  accepts: ["InstanceProfileName"],
  access: onInstanceProfile("GetInstanceProfile"),
  run(input, context) {
    return {
      InstanceProfile: instanceProfileShape(context, instanceProfileNamed(context, input.InstanceProfileName!)),
    };
  },
});
