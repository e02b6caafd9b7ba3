import type { DeleteFunctionCommandInput, DeleteFunctionCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { allVersions, retire } from "../engine.ts";
import { conflict, invalidParameter } from "../errors.ts";
import { functions, LATEST } from "../function.ts";
import { getFunction } from "../reference.ts";

export const deleteFunction = operation<DeleteFunctionCommandInput, DeleteFunctionCommandOutput>({
  accepts: ["FunctionName", "Qualifier"],
  access: (input, context) => [onFunction("DeleteFunction", input, context)],
  run(input, context) {
    const { qualifier, ...reference } = referenceOf(input, context);
    if (qualifier !== undefined && qualifier !== LATEST && !/^\d+$/.test(qualifier))
      throw invalidParameter("Deletion of aliases is not currently supported.");
    const owner = getFunction({ ...reference, qualifier }, context, reference.functionArn);
    if (qualifier === undefined) {
      context.state(functions).delete(owner.name);
      retire(allVersions(owner), context);
      return { StatusCode: 204 };
    }
    if (qualifier === LATEST)
      throw invalidParameter("$LATEST version cannot be deleted without deleting the function.");
    const users = [...owner.aliases.values()].filter(
      ({ version, weights }) => version === qualifier || qualifier in weights,
    );
    if (users.length)
      throw conflict(`Version ${qualifier} is referenced by alias ${users.map(({ name }) => name).join(", ")}`);
    const version = owner.versions.get(qualifier);
    owner.versions.delete(qualifier);
    owner.policies.delete(qualifier);
    if (version) retire([version], context);
    return { StatusCode: 204 };
  },
});
