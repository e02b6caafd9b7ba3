import type { DescribeParametersCommandInput, DescribeParametersCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { describeVersion } from "../answer.ts";
import { matchesFilters } from "../filters.ts";
import { page } from "../paging.ts";
import { currentVersion, parameters } from "../parameter.ts";

const DEFAULT_PAGE = 50;

export const describeParameters = operation<DescribeParametersCommandInput, DescribeParametersCommandOutput>({
  accepts: ["ParameterFilters", "MaxResults", "NextToken"],
  access: () => [{ action: "ssm:DescribeParameters", resource: "*" }],
  run(input, context) {
    const matching = [...context.state(parameters).values()]
      .filter((parameter) => matchesFilters(parameter, input.ParameterFilters, "DescribeParameters"))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, NextToken } = page(matching, input.NextToken, input.MaxResults ?? DEFAULT_PAGE);
    return {
      Parameters: items.map((parameter) => describeVersion(context, parameter, currentVersion(parameter))),
      NextToken,
    };
  },
});
