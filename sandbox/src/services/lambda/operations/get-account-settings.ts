import type { GetAccountSettingsCommandInput, GetAccountSettingsCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { unreservedConcurrency } from "../concurrency.ts";
import { allVersions } from "../engine.ts";
import { functions } from "../function.ts";
import { layers } from "../layers/layer.ts";
import { ACCOUNT_CONCURRENCY, MAX_UNZIPPED_BYTES, MAX_ZIPPED_BYTES, TOTAL_CODE_BYTES } from "../limits.ts";

export const getAccountSettings = operation<GetAccountSettingsCommandInput, GetAccountSettingsCommandOutput>({
  accepts: [],
  access: () => [{ action: "lambda:GetAccountSettings", resource: "*" }],
  run(_, context) {
    const all = [...context.state(functions).values()];
    return {
      AccountLimit: {
        TotalCodeSize: TOTAL_CODE_BYTES,
        CodeSizeUnzipped: MAX_UNZIPPED_BYTES,
        CodeSizeZipped: MAX_ZIPPED_BYTES,
        ConcurrentExecutions: ACCOUNT_CONCURRENCY,
        UnreservedConcurrentExecutions: unreservedConcurrency(context, context),
      },
      AccountUsage: {
        TotalCodeSize: [
          ...all.flatMap(allVersions).map(({ code }) => code.size),
          ...[...context.state(layers).values()].flatMap(({ versions }) =>
            [...versions.values()].map(({ code }) => code.size),
          ),
        ].reduce((sum, size) => sum + size, 0),
        FunctionCount: all.length,
      },
    };
  },
});
