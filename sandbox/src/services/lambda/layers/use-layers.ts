import { existsSync } from "node:fs";
import { join } from "node:path";
import { NotEmulated } from "../../../core/errors.ts";
import type { AccessRequest, OperationContext } from "../../../core/service.ts";
import { invalidParameter } from "../errors.ts";
import type { CodePackage, LayerUse, Settings } from "../function.ts";
import { MAX_UNZIPPED_BYTES } from "../limits.ts";
import { layerVersionAccess, optFolder } from "./layer.ts";

/** Who gives layers to a function must be allowed to read them. */
export function usedLayers(arns: string[] | undefined, context: OperationContext): AccessRequest[] {
  return (arns ?? []).map((arn) => layerVersionAccess("GetLayerVersion", arn, context));
}

/** Puts layers into the settings of a function with this code. */
export async function useLayers(
  settings: Settings,
  layers: LayerUse[],
  code: CodePackage,
  context: OperationContext,
): Promise<void> {
  checkTotalSize(code, layers);
  for (const { arn, code: layer } of layers)
    if (existsSync(join(layer.folder, "extensions")))
      throw new NotEmulated(`Lambda extensions (the layer ${arn} brings some in /opt/extensions)`);
  settings.layers = layers;
  const folder = await optFolder(layers, context);
  if (folder === undefined) delete settings.optDir;
  else settings.optDir = folder;
}

export function checkTotalSize(code: CodePackage, layers: LayerUse[]): void {
  const total = layers.reduce((sum, layer) => sum + layer.code.unzipped, code.unzipped);
  if (layers.length && total > MAX_UNZIPPED_BYTES)
    throw invalidParameter(
      `Function code combined with layers exceeds the maximum allowed size of ${MAX_UNZIPPED_BYTES} bytes. The actual size is ${total} bytes.`,
    );
}
