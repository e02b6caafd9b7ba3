import type {
  PutFunctionRecursionConfigCommandInput,
  PutFunctionRecursionConfigCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { validationError } from "../errors.ts";
import { getFunction } from "../reference.ts";

export const putFunctionRecursionConfig = operation<
  PutFunctionRecursionConfigCommandInput,
  PutFunctionRecursionConfigCommandOutput
>({
  accepts: ["FunctionName", "RecursiveLoop"],
  access: (input, context) => [onFunction("PutFunctionRecursionConfig", input, context)],
  run(input, context) {
    const RecursiveLoop = input.RecursiveLoop!;
    if (RecursiveLoop !== "Allow" && RecursiveLoop !== "Terminate")
      throw validationError(RecursiveLoop, "recursiveLoop", "Member must satisfy enum value set: [Terminate, Allow]");
    getFunction(referenceOf(input, context), context).recursiveLoop = RecursiveLoop;
    return { RecursiveLoop };
  },
});
