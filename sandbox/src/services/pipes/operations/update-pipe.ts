import type { PipeSourceParameters, UpdatePipeCommandInput, UpdatePipeCommandOutput } from "@aws-sdk/client-pipes";
import { operation } from "../../../core/service.ts";
import { onPipe, passRole } from "../access.ts";
import { checkSettled, settle } from "../lifecycle.ts";
import { getPipe, summary, type Settings } from "../pipe.ts";
import { checkSettings } from "../settings.ts";

/** What it leaves out stays; the parameters of a source are replaced as a whole, but for where reading began. */
export const updatePipe = operation<UpdatePipeCommandInput, UpdatePipeCommandOutput>({
  accepts: [
    "Name",
    "Description",
    "DesiredState",
    "SourceParameters",
    "Enrichment",
    "EnrichmentParameters",
    "Target",
    "TargetParameters",
    "RoleArn",
  ],
  access: (input, context) => [onPipe("UpdatePipe", input.Name, context), passRole(input.RoleArn)],
  run(input, context) {
    const pipe = getPipe(input.Name!, context);
    checkSettled(pipe);
    const { Name: _, DesiredState, SourceParameters, ...given } = structuredClone(input);
    const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const settings: Settings = { ...pipe.settings, ...changed };
    if (SourceParameters) {
      const { DynamoDBStreamParameters: stream } = SourceParameters;
      const StartingPosition = pipe.settings.SourceParameters?.DynamoDBStreamParameters?.StartingPosition;
      settings.SourceParameters = {
        ...(SourceParameters as PipeSourceParameters),
        ...(StartingPosition ? { DynamoDBStreamParameters: { ...stream, StartingPosition } } : {}),
      };
    }
    const filters = checkSettings(pipe.source, settings);
    Object.assign(pipe, { settings, filters, desired: DesiredState ?? pipe.desired });
    settle(pipe, "UPDATING", "UPDATE_FAILED", context);
    return summary(pipe);
  },
});
