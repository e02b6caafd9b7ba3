import type { DeleteParameterCommandInput, DeleteParameterCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { parameterNotFound } from "../errors.ts";
import { parameters } from "../parameter.ts";

export const deleteParameter = operation<DeleteParameterCommandInput, DeleteParameterCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onParameter("ssm:DeleteParameter", input.Name, context)],
  run(input, context) {
    if (!context.state(parameters).delete(input.Name!)) throw parameterNotFound();
    return {};
  },
});
