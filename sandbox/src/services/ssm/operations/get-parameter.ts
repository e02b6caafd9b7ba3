import type { GetParameterCommandInput, GetParameterCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { describeValue } from "../answer.ts";
import { parameterNotFound } from "../errors.ts";
import { findParameter, parseReference, refusePublic, selectVersion } from "../name.ts";
import { parameters } from "../parameter.ts";

export const getParameter = operation<GetParameterCommandInput, GetParameterCommandOutput>({
  accepts: ["Name", "WithDecryption"],
  access: (input, context) => [onParameter("ssm:GetParameter", input.Name, context)],
  run(input, context) {
    refusePublic(input.Name!, "GetParameter");
    const reference = parseReference(input.Name!);
    const parameter = findParameter(context.state(parameters), reference);
    if (!parameter) throw parameterNotFound();
    const version = selectVersion(parameter, reference.selector);
    return {
      Parameter: describeValue(context, parameter, version, {
        decrypt: input.WithDecryption,
        selector: reference.selector,
      }),
    };
  },
});
