import type { ListLayerVersionsCommandInput, ListLayerVersionsCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { checkListFilter, describeListed, isCompatible, layerNamed } from "../layers/layer.ts";
import { page } from "../paging.ts";

export const listLayerVersions = operation<ListLayerVersionsCommandInput, ListLayerVersionsCommandOutput>({
  accepts: ["LayerName", "CompatibleRuntime", "CompatibleArchitecture", "Marker", "MaxItems"],
  access: () => [{ action: "lambda:ListLayerVersions", resource: "*" }],
  run(input, context) {
    checkListFilter(input);
    const { layer } = layerNamed(input.LayerName!, context);
    const versions = [...(layer?.versions.values() ?? [])].reverse().filter((version) => isCompatible(version, input));
    const { items, NextMarker } = page(versions, input);
    return { LayerVersions: items.map(describeListed), NextMarker };
  },
});
