import type { LabelParameterVersionCommandInput, LabelParameterVersionCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { parameterNotFound } from "../errors.ts";
import { selectVersion } from "../name.ts";
import { labelVersion, parameters } from "../parameter.ts";

export const labelParameterVersion = operation<LabelParameterVersionCommandInput, LabelParameterVersionCommandOutput>({
  accepts: ["Name", "ParameterVersion", "Labels"],
  access: (input, context) => [onParameter("ssm:LabelParameterVersion", input.Name, context)],
  run(input, context) {
    const parameter = context.state(parameters).get(input.Name!);
    if (!parameter) throw parameterNotFound();
    const version = selectVersion(parameter, input.ParameterVersion?.toString());
    return { InvalidLabels: labelVersion(parameter, version, input.Labels!), ParameterVersion: version.version };
  },
});
