import type { ListLayersCommandInput, ListLayersCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { checkListFilter, describeListed, isCompatible, layers } from "../layers/layer.ts";
import { page } from "../paging.ts";

export const listLayers = operation<ListLayersCommandInput, ListLayersCommandOutput>({
  accepts: ["CompatibleRuntime", "CompatibleArchitecture", "Marker", "MaxItems"],
  access: () => [{ action: "lambda:ListLayers", resource: "*" }],
  run(input, context) {
    checkListFilter(input);
    const latest = [...context.state(layers).values()].flatMap((layer) => {
      const version = [...layer.versions.values()].reverse().find((one) => isCompatible(one, input));
      return version ? [{ layer, version }] : [];
    });
    const { items, NextMarker } = page(latest, input);
    return {
      Layers: items.map(({ layer, version }) => ({
        LayerName: layer.name,
        LayerArn: layer.arn,
        LatestMatchingVersion: describeListed(version),
      })),
      NextMarker,
    };
  },
});
