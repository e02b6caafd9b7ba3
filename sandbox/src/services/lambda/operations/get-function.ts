import type { GetFunctionCommandInput, GetFunctionCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { describeVersion } from "../answer.ts";
import { codeLocation } from "../code-location.ts";
import { getFunction as find, getVersion } from "../reference.ts";

export const getFunction = operation<GetFunctionCommandInput, GetFunctionCommandOutput>({
  accepts: ["FunctionName", "Qualifier"],
  access: (input, context) => [onFunction("GetFunction", input, context)],
  run(input, context) {
    const reference = referenceOf(input, context);
    const version = getVersion(reference, context);
    const owner = find(reference, context);
    const hasTags = Object.keys(owner.tags).length > 0;
    return {
      Configuration: describeVersion(owner, version, reference.arn),
      Code: { RepositoryType: "S3", Location: codeLocation("tasks", version.code, context) },
      ...(hasTags ? { Tags: owner.tags } : {}),
      ...(owner.reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: owner.reservedConcurrency } }),
    };
  },
});
