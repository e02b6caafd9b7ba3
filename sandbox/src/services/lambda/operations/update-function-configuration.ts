import type {
  UpdateFunctionConfigurationCommandInput,
  UpdateFunctionConfigurationCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, passRole, referenceOf } from "../access.ts";
import { describeUpdated } from "../answer.ts";
import { staleRevision } from "../errors.ts";
import { resolveLayers } from "../layers/layer.ts";
import { usedLayers, useLayers } from "../layers/use-layers.ts";
import { getFunction } from "../reference.ts";
import { assumeRole, checkDeadLetterAccess, checkTracing } from "../role.ts";
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
    "DeadLetterConfig",
    "SnapStart",
    "RevisionId",
    "EphemeralStorage",
    "LoggingConfig",
    "Layers",
  ],
  access: (input, context) => [
    onFunction("UpdateFunctionConfiguration", input, context),
    ...passRole(input.Role),
    ...usedLayers(input.Layers, context),
  ],
  async run(input, context) {
    const owner = getFunction(referenceOf(input, context), context);
    const checkRevision = () => {
      if (input.RevisionId !== undefined && input.RevisionId !== owner.latest.revisionId)
        throw staleRevision("GetFunction/GetAlias");
    };
    checkRevision();
    const { role, tracing, deadLetterTarget } = applySettings(input, owner.latest.settings, owner.name);
    if (input.Role !== undefined || input.TracingConfig !== undefined || input.DeadLetterConfig !== undefined) {
      const session = await assumeRole(owner, role, context);
      if (tracing === "Active") await checkTracing(session, context);
      if (deadLetterTarget) await checkDeadLetterAccess(session, deadLetterTarget, context);
    }
    const layers = input.Layers && resolveLayers(input.Layers, context);
    const settings = applySettings(input, owner.latest.settings, owner.name);
    if (layers) await useLayers(settings, layers, owner.latest.code, context);
    checkRevision();
    // Applied again: the code or another setting may have changed while the role was tried.
    const latest = applySettings(input, owner.latest.settings, owner.name);
    if (layers) Object.assign(latest, { layers: settings.layers, optDir: settings.optDir });
    replaceLatest(owner, latest, owner.latest.code, context);
    return describeUpdated(owner);
  },
});
