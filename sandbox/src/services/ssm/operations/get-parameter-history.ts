import type { GetParameterHistoryCommandInput, GetParameterHistoryCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { describeVersion, valueFor } from "../answer.ts";
import { parameterNotFound } from "../errors.ts";
import { findParameter, parseReference } from "../name.ts";
import { page } from "../paging.ts";
import { parameters } from "../parameter.ts";

const DEFAULT_PAGE = 50;

export const getParameterHistory = operation<GetParameterHistoryCommandInput, GetParameterHistoryCommandOutput>({
  accepts: ["Name", "WithDecryption", "MaxResults", "NextToken"],
  access: (input, context) => [onParameter("ssm:GetParameterHistory", input.Name, context)],
  run(input, context) {
    const parameter = findParameter(context.state(parameters), parseReference(input.Name!));
    if (!parameter) throw parameterNotFound();
    const { items, NextToken } = page(parameter.versions, input.NextToken, input.MaxResults ?? DEFAULT_PAGE);
    return {
      Parameters: items.map((version) => {
        const { ARN: _arn, ...metadata } = describeVersion(context, parameter, version);
        return {
          ...metadata,
          Value: valueFor(parameter, version, input.WithDecryption),
          Labels: [...version.labels],
        };
      }),
      NextToken,
    };
  },
});
