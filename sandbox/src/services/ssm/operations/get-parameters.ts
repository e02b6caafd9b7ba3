import type { GetParametersCommandInput, GetParametersCommandOutput, Parameter } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { describeValue } from "../answer.ts";
import { AwsError } from "../../../core/errors.ts";
import { validation } from "../errors.ts";
import { NAMES_PER_REQUEST } from "../limits.ts";
import { findParameter, parseReference, refusePublic, selectVersion } from "../name.ts";
import { parameters } from "../parameter.ts";

export const getParameters = operation<GetParametersCommandInput, GetParametersCommandOutput>({
  accepts: ["Names", "WithDecryption"],
  access: (input, context) => input.Names!.map((name) => onParameter("ssm:GetParameters", name, context)),
  run(input, context) {
    const names = input.Names!;
    if (names.length > NAMES_PER_REQUEST)
      throw validation(
        `1 validation error detected: Value '[${names.join(", ")}]' at 'names' failed to satisfy constraint: Member must have length less than or equal to ${NAMES_PER_REQUEST}.`,
      );
    const store = context.state(parameters);
    const found: Parameter[] = [];
    const missing: string[] = [];
    for (const name of new Set(names)) {
      refusePublic(name, "GetParameters");
      const reference = parseReference(name);
      const parameter = findParameter(store, reference);
      try {
        if (!parameter) throw new AwsError("ParameterNotFound", "");
        const version = selectVersion(parameter, reference.selector);
        found.push(
          describeValue(context, parameter, version, { decrypt: input.WithDecryption, selector: reference.selector }),
        );
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        missing.push(name);
      }
    }
    return { Parameters: found, InvalidParameters: missing };
  },
});
