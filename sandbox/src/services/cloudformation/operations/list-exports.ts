import type { ListExportsCommandInput, ListExportsCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { page } from "../paging.ts";
import { exportsOf } from "../stack/exports.ts";

export const listExports = operation<ListExportsCommandInput, ListExportsCommandOutput>({
  accepts: ["NextToken"],
  access: (_input, context) => onStack("ListExports", undefined, context),
  run(input, context) {
    const { items, ...next } = page(exportsOf(context), input.NextToken);
    return {
      Exports: items.map(({ name, value, stack }) => ({ ExportingStackId: stack.id, Name: name, Value: value })),
      ...next,
    };
  },
});
