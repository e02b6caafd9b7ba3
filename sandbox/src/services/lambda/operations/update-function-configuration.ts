import type {
  UpdateFunctionConfigurationCommandInput,
  UpdateFunctionConfigurationCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, passRole, referenceOf } from "../access.ts";
import { describeUpdated } from "../answer.ts";
import { staleRevision } from "../errors.ts";
import { getFunction } from "../reference.ts";
import { assumeRole } from "../role.ts";
import { applySettings } from "../settings.ts";
import { replaceLatest } from "../update.ts";

export const updateFunctionConfiguration = operation<
  UpdateFunctionConfigurationCommandInput,
  UpdateFunctionConfigurationCommandOutput
>({
  accepts: [
    "FunctionName",
    "Role",
    "Handler",
    "Description",
    "Timeout",
    "MemorySize",
    "Environment",
    "Runtime",
    "TracingConfig",
    "RevisionId",
    "EphemeralStorage",
    "LoggingConfig",
  ],
  access: (input, context) => [onFunction("UpdateFunctionConfiguration", input, context), ...passRole(input.Role)],
  async run(input, context) {
    const owner = getFunction(referenceOf(input, context), context);
    const checkRevision = () => {
      if (input.RevisionId !== undefined && input.RevisionId !== owner.latest.revisionId)
        throw staleRevision("GetFunction/GetAlias");
    };
    checkRevision();
    applySettings(input, owner.latest.settings, owner.name);
    if (input.Role !== undefined) await assumeRole(owner, input.Role, context);
    checkRevision();
    // Applied again: the code or another setting may have changed while the role was tried.
    replaceLatest(owner, applySettings(input, owner.latest.settings, owner.name), owner.latest.code, context);
    return describeUpdated(owner);
  },
});
