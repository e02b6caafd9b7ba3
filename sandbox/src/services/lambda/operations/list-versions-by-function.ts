import type { ListVersionsByFunctionCommandInput, ListVersionsByFunctionCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { describeInList } from "../answer.ts";
import { allVersions } from "../engine.ts";
import { page } from "../paging.ts";
import { getFunction } from "../reference.ts";

export const listVersionsByFunction = operation<
  ListVersionsByFunctionCommandInput,
  ListVersionsByFunctionCommandOutput
>({
  accepts: ["FunctionName", "Marker", "MaxItems"],
  access: (input, context) => [onFunction("ListVersionsByFunction", input, context)],
  run(input, context) {
    const owner = getFunction(referenceOf(input, context), context);
    const described = allVersions(owner).map((version) =>
      describeInList(owner, version, `${owner.arn}:${version.version}`),
    );
    const { items, NextMarker } = page(described, input);
    return { Versions: items, NextMarker };
  },
});
