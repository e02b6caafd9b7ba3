import type { DeleteParametersCommandInput, DeleteParametersCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { parameters } from "../parameter.ts";

export const deleteParameters = operation<DeleteParametersCommandInput, DeleteParametersCommandOutput>({
  accepts: ["Names"],
  access: (input, context) => input.Names!.map((name) => onParameter("ssm:DeleteParameters", name, context)),
  run(input, context) {
    const store = context.state(parameters);
    const DeletedParameters = input.Names!.filter((name) => store.delete(name));
    return {
      DeletedParameters,
      InvalidParameters: input.Names!.filter((name) => !DeletedParameters.includes(name)),
    };
  },
});
