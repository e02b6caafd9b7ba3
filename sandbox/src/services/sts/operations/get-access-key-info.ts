import type { GetAccessKeyInfoCommandInput, GetAccessKeyInfoCommandOutput } from "@aws-sdk/client-sts";
import { operation } from "../../../core/service.ts";
import * as errors from "../errors.ts";

export const getAccessKeyInfo = operation<GetAccessKeyInfoCommandInput, GetAccessKeyInfoCommandOutput>({
  accepts: ["AccessKeyId"],
  access: () => [{ action: "sts:GetAccessKeyInfo", resource: "*" }],
  run({ AccessKeyId = "" }, { credentials }) {
    const known = credentials.find(AccessKeyId);
    if (!known) throw errors.validationError(`The access key id ${AccessKeyId} is not valid.`);
    return { Account: known.principal.account };
  },
});
