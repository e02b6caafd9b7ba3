import type {
  DeleteEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { describeMapping, getMapping, mappingArn, mappings } from "../event-sources/mapping.ts";

export const deleteEventSourceMapping = operation<
  DeleteEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommandOutput
>({
  accepts: ["UUID"],
  access: (input, context) => [
    { action: "lambda:DeleteEventSourceMapping", resource: mappingArn(context, input.UUID!) },
  ],
  run(input, context) {
    const mapping = getMapping(input.UUID!, context);
    mapping.poller?.pause();
    context.state(mappings).delete(mapping.id);
    return describeMapping(mapping, "Deleting");
  },
});
