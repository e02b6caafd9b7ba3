import type {
  PutImageScanningConfigurationCommandInput,
  PutImageScanningConfigurationCommandOutput,
} from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { repository } from "../repositories.ts";

export const putImageScanningConfiguration = operation<
  PutImageScanningConfigurationCommandInput,
  PutImageScanningConfigurationCommandOutput
>({
  accepts: ["repositoryName", "imageScanningConfiguration"],
  access: (input, context) => onRepository("PutImageScanningConfiguration", input.repositoryName!, context),
  run(input, context) {
    const stored = repository(input.repositoryName!, context);
    stored.imageScanning = { scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false };
    return {
      registryId: stored.registryId,
      repositoryName: stored.name,
      imageScanningConfiguration: stored.imageScanning,
    };
  },
});
