import type { ListEventSourceMappingsCommandInput, ListEventSourceMappingsCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { describeMapping, mappings } from "../event-sources/mapping.ts";
import { page } from "../paging.ts";
import { parseReference } from "../reference.ts";

export const listEventSourceMappings = operation<
  ListEventSourceMappingsCommandInput,
  ListEventSourceMappingsCommandOutput
>({
  accepts: ["EventSourceArn", "FunctionName", "Marker", "MaxItems"],
  access: () => [{ action: "lambda:ListEventSourceMappings", resource: "*" }],
  run(input, context) {
    const target = input.FunctionName && parseReference(input.FunctionName, undefined, context).arn;
    const found = [...context.state(mappings).values()].filter(
      ({ sourceArn, settings }) =>
        (input.EventSourceArn === undefined || sourceArn === input.EventSourceArn) &&
        (!target || settings.reference.arn === target),
    );
    const { items, NextMarker } = page(found, input);
    return { EventSourceMappings: items.map((mapping) => describeMapping(mapping)), NextMarker };
  },
});
