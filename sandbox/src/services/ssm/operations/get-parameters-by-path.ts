import type { GetParametersByPathCommandInput, GetParametersByPathCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { describeValue } from "../answer.ts";
import { validation } from "../errors.ts";
import { refusePublic } from "../name.ts";
import { matchesFilters } from "../filters.ts";
import { page } from "../paging.ts";
import { currentVersion, parameters } from "../parameter.ts";

const DEFAULT_PAGE = 10;

export const getParametersByPath = operation<GetParametersByPathCommandInput, GetParametersByPathCommandOutput>({
  accepts: ["Path", "Recursive", "ParameterFilters", "WithDecryption", "MaxResults", "NextToken"],
  access: (input, context) => [
    {
      ...onParameter("ssm:GetParametersByPath", input.Path, context),
      conditions: { "ssm:Recursive": String(input.Recursive ?? false) },
    },
  ],
  run(input, context) {
    const path = input.Path!;
    refusePublic(path, "GetParametersByPath");
    if (!path.startsWith("/"))
      throw validation(
        'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
      );
    if ((input.MaxResults ?? 1) > 10 || (input.MaxResults ?? 1) < 1)
      throw validation(
        `1 validation error detected: Value '${input.MaxResults}' at 'maxResults' failed to satisfy constraint: Member must have value ${input.MaxResults! > 10 ? "less than or equal to 10" : "greater than or equal to 1"}`,
      );
    const prefix = path.endsWith("/") ? path : `${path}/`;
    const below = [...context.state(parameters).values()].filter(
      ({ name }) =>
        // "/" holds the parameters without a path too.
        (prefix === "/" && !name.includes("/")) ||
        (name.startsWith(prefix) && (input.Recursive || !name.slice(prefix.length).includes("/"))),
    );
    const matching = below
      .filter((parameter) => matchesFilters(parameter, input.ParameterFilters, "GetParametersByPath"))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, NextToken } = page(matching, input.NextToken, input.MaxResults ?? DEFAULT_PAGE);
    return {
      Parameters: items.map((parameter) =>
        describeValue(context, parameter, currentVersion(parameter), { decrypt: input.WithDecryption }),
      ),
      NextToken,
    };
  },
});
