import type { CreateFunctionCommandInput, CreateFunctionCommandOutput } from "@aws-sdk/client-lambda";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { onNewFunction, passRole } from "../access.ts";
import { describeCreated } from "../answer.ts";
import { unpackCode } from "../code.ts";
import { conflict, requestEntityTooLarge } from "../errors.ts";
import { createVersion, functions, LATEST, type LambdaFunction } from "../function.ts";
import { MAX_REQUEST_BYTES } from "../limits.ts";
import { publish } from "../publish.ts";
import { parseReference } from "../reference.ts";
import { resolveLayers } from "../layers/layer.ts";
import { usedLayers, useLayers } from "../layers/use-layers.ts";
import { assumeRole, checkDeadLetterAccess, checkTracing } from "../role.ts";
import { applySettings, checkArchitectures } from "../settings.ts";
import { checkTags } from "../tags.ts";

export const createFunction = operation<CreateFunctionCommandInput, CreateFunctionCommandOutput>({
  accepts: [
    "FunctionName",
    "Runtime",
    "Role",
    "Handler",
    "Code",
    "Description",
    "Timeout",
    "MemorySize",
    "Publish",
    "PackageType",
    "Environment",
    "TracingConfig",
    "DeadLetterConfig",
    "SnapStart",
    "Tags",
    "Architectures",
    "EphemeralStorage",
    "LoggingConfig",
    "Layers",
  ],
  access: (input, context) => [
    onNewFunction(input, context),
    ...passRole(input.Role),
    ...usedLayers(input.Layers, context),
  ],
  async run(input, context) {
    if (input.PackageType === "Image")
      throw new NotEmulated("lambda CreateFunction PackageType Image (container images)");
    const reference = parseReference(input.FunctionName!, undefined, context, { forCreation: true });
    checkArchitectures(input.Architectures);
    checkTags(input.Tags ?? {});
    const settings = applySettings(input, undefined, reference.name);
    settings.architecture = input.Architectures?.[0] ?? "x86_64";
    const all = context.state(functions);
    const checkFree = () => {
      if (all.has(reference.name)) throw conflict(`Function already exist: ${reference.name}`);
    };
    checkFree();
    const { name, account, region, functionArn } = reference;
    const owner = { name, account, region, arn: functionArn };
    const session = await assumeRole(owner, settings.role, context);
    if (settings.tracing === "Active") await checkTracing(session, context);
    if (settings.deadLetterTarget) await checkDeadLetterAccess(session, settings.deadLetterTarget, context);
    const layers = resolveLayers(input.Layers ?? [], context);
    // A request is little else than its archive, in base64.
    if ((input.Code!.ZipFile?.length ?? 0) * (4 / 3) > MAX_REQUEST_BYTES)
      throw requestEntityTooLarge(
        `Request must be smaller than ${MAX_REQUEST_BYTES} bytes for the CreateFunction operation`,
      );
    const code = await unpackCode(input.Code!, context);
    await useLayers(settings, layers, code, context);
    checkFree(); // two requests may have come this far together
    const created: LambdaFunction = {
      ...owner,
      latest: createVersion(owner, LATEST, settings, code, context),
      versions: new Map(),
      lastVersion: 0,
      aliases: new Map(),
      policies: new Map(),
      tags: { ...input.Tags },
      eventInvokeConfigs: new Map(),
      urls: new Map(),
      reservedConcurrency: undefined,
      recursiveLoop: "Terminate",
      provisioned: new Map(),
      running: 0,
    };
    all.set(name, created);
    const answer = describeCreated(created);
    if (!input.Publish) return answer;
    const version = publish(created, undefined, context);
    return { ...answer, FunctionArn: `${functionArn}:${version.version}`, Version: version.version };
  },
});
