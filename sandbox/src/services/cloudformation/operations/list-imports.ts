import type { ListImportsCommandInput, ListImportsCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { validationError } from "../errors.ts";
import { page } from "../paging.ts";
import { importersOf } from "../stack/exports.ts";

export const listImports = operation<ListImportsCommandInput, ListImportsCommandOutput>({
  accepts: ["ExportName", "NextToken"],
  access: (_input, context) => onStack("ListImports", undefined, context),
  run(input, context) {
    const importers = importersOf(input.ExportName!, context);
    if (!importers.length) throw validationError(`Export '${input.ExportName}' is not imported by any stack.`);
    const { items, ...next } = page(importers, input.NextToken);
    return { Imports: items.map((stack) => stack.name), ...next };
  },
});
