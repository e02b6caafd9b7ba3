import type { UnlabelParameterVersionCommandInput, UnlabelParameterVersionCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { parameterNotFound } from "../errors.ts";
import { selectVersion } from "../name.ts";
import { parameters } from "../parameter.ts";

export const unlabelParameterVersion = operation<
  UnlabelParameterVersionCommandInput,
  UnlabelParameterVersionCommandOutput
>({
  accepts: ["Name", "ParameterVersion", "Labels"],
  access: (input, context) => [onParameter("ssm:UnlabelParameterVersion", input.Name, context)],
  run(input, context) {
    const parameter = context.state(parameters).get(input.Name!);
    if (!parameter) throw parameterNotFound();
    const version = selectVersion(parameter, String(input.ParameterVersion));
    const RemovedLabels = input.Labels!.filter((label) => version.labels.delete(label));
    return { RemovedLabels, InvalidLabels: input.Labels!.filter((label) => !RemovedLabels.includes(label)) };
  },
});
