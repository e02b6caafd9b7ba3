import type { GetEventSourceMappingCommandInput, GetEventSourceMappingCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { describeMapping, getMapping, mappingArn } from "../event-sources/mapping.ts";

export const getEventSourceMapping = operation<GetEventSourceMappingCommandInput, GetEventSourceMappingCommandOutput>({
  accepts: ["UUID"],
  access: (input, context) => [{ action: "lambda:GetEventSourceMapping", resource: mappingArn(context, input.UUID!) }],
  run: (input, context) => describeMapping(getMapping(input.UUID!, context)),
});
