import type { ListFunctionsCommandInput, ListFunctionsCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { describeInList } from "../answer.ts";
import { validationError } from "../errors.ts";
import { allVersions } from "../engine.ts";
import { functions } from "../function.ts";
import { page } from "../paging.ts";

export const listFunctions = operation<ListFunctionsCommandInput, ListFunctionsCommandOutput>({
  accepts: ["FunctionVersion", "Marker", "MaxItems"],
  access: () => [{ action: "lambda:ListFunctions", resource: "*" }],
  run(input, context) {
    if (input.FunctionVersion !== undefined && input.FunctionVersion !== "ALL")
      throw validationError(input.FunctionVersion, "functionVersion", "Member must satisfy enum value set: [ALL]");
    const all = [...context.state(functions).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const described = all.flatMap((owner) =>
      input.FunctionVersion === "ALL"
        ? allVersions(owner).map((version) => describeInList(owner, version, `${owner.arn}:${version.version}`))
        : [describeInList(owner, owner.latest, owner.arn)],
    );
    const { items, NextMarker } = page(described, input);
    return { Functions: items, NextMarker };
  },
});
