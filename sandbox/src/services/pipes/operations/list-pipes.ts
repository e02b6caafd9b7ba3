import type { ListPipesCommandInput, ListPipesCommandOutput } from "@aws-sdk/client-pipes";
import { page } from "../../../core/page.ts";
import { operation } from "../../../core/service.ts";
import { onPipe } from "../access.ts";
import { validation } from "../errors.ts";
import { MAX_PAGE } from "../limits.ts";
import { pipes, summary } from "../pipe.ts";

export const listPipes = operation<ListPipesCommandInput, ListPipesCommandOutput>({
  accepts: ["NamePrefix", "DesiredState", "CurrentState", "SourcePrefix", "TargetPrefix", "NextToken", "Limit"],
  access: (_, context) => [onPipe("ListPipes", "*", context)],
  run(input, context) {
    const { NamePrefix = "", SourcePrefix = "", TargetPrefix = "", DesiredState, CurrentState } = input;
    const all = [...context.state(pipes).values()].filter(
      ({ name, source, settings, desired, state }) =>
        name.startsWith(NamePrefix) &&
        source.startsWith(SourcePrefix) &&
        settings.Target!.startsWith(TargetPrefix) &&
        (DesiredState === undefined || desired === DesiredState) &&
        (CurrentState === undefined || state === CurrentState),
    );
    const { items, next } = page(all, {
      token: input.NextToken,
      size: input.Limit ?? MAX_PAGE,
      invalid: () => validation("NextToken is not valid."),
    });
    return {
      Pipes: items.map((pipe) => ({
        ...summary(pipe),
        Source: pipe.source,
        Target: pipe.settings.Target,
        ...(pipe.settings.Enrichment ? { Enrichment: pipe.settings.Enrichment } : {}),
        ...(pipe.stateReason === undefined ? {} : { StateReason: pipe.stateReason }),
      })),
      NextToken: next,
    };
  },
});
