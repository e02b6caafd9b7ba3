import type { GetStagesCommandInput, GetStagesCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi } from "../api.ts";
import { describeStage } from "../describe.ts";
import { page } from "../paging.ts";

export const getStages = operation<GetStagesCommandInput, GetStagesCommandOutput>({
  accepts: ["ApiId", "MaxResults", "NextToken"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}/stages`, context),
  run(input, context) {
    const { items, NextToken } = page([...getApi(input.ApiId!, context).stages.values()], input);
    return { Items: items.map(describeStage), NextToken };
  },
});
