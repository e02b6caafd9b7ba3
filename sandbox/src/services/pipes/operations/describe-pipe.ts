import type { DescribePipeCommandInput, DescribePipeCommandOutput } from "@aws-sdk/client-pipes";
import { operation } from "../../../core/service.ts";
import { onPipe } from "../access.ts";
import { getPipe, summary } from "../pipe.ts";

/** Answers when the pipe has settled, so that who waits for it asks once. */
export const describePipe = operation<DescribePipeCommandInput, DescribePipeCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onPipe("DescribePipe", input.Name, context)],
  async run(input, context) {
    await getPipe(input.Name!, context).settled;
    const pipe = getPipe(input.Name!, context);
    return {
      ...summary(pipe),
      ...pipe.settings,
      Source: pipe.source,
      ...(pipe.stateReason === undefined ? {} : { StateReason: pipe.stateReason }),
      Tags: Object.fromEntries(pipe.tags),
    };
  },
});
