import type { PublishLayerVersionCommandInput, PublishLayerVersionCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { unpackCode } from "../code.ts";
import { validationError } from "../errors.ts";
import { checkCompatibility, describeLayerVersion, layerNamed, layers, type Layer } from "../layers/layer.ts";

export const publishLayerVersion = operation<PublishLayerVersionCommandInput, PublishLayerVersionCommandOutput>({
  accepts: ["LayerName", "Description", "Content", "CompatibleRuntimes", "LicenseInfo", "CompatibleArchitectures"],
  access: (input, context) => [
    { action: "lambda:PublishLayerVersion", resource: layerNamed(input.LayerName!, context).arn },
  ],
  async run(input, context) {
    const { name, arn } = layerNamed(input.LayerName!, context);
    if (!/^[a-zA-Z0-9-_]{1,140}$/.test(name))
      throw validationError(
        name,
        "layerName",
        "Member must satisfy regular expression pattern: (arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+",
      );
    checkCompatibility(input);
    const code = await unpackCode(input.Content!, context);
    const all = context.state(layers);
    let layer: Layer | undefined = all.get(name);
    if (!layer) all.set(name, (layer = { name, arn, versions: new Map(), lastVersion: 0 }));
    const version = ++layer.lastVersion;
    const published = {
      arn: `${arn}:${version}`,
      layerArn: arn,
      version,
      code,
      description: input.Description ?? "",
      license: input.LicenseInfo,
      runtimes: input.CompatibleRuntimes,
      architectures: input.CompatibleArchitectures,
      createdAt: context.clock.now(),
      policy: undefined,
    };
    layer.versions.set(version, published);
    return describeLayerVersion(published, context);
  },
});
