import type { UpdateFunctionCodeCommandInput, UpdateFunctionCodeCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { describeUpdated, describeVersion } from "../answer.ts";
import { unpackCode } from "../code.ts";
import { invalidParameter, staleRevision } from "../errors.ts";
import { checkTotalSize } from "../layers/use-layers.ts";
import { publish } from "../publish.ts";
import { getFunction } from "../reference.ts";
import { checkArchitectures } from "../settings.ts";
import { replaceLatest } from "../update.ts";

export const updateFunctionCode = operation<UpdateFunctionCodeCommandInput, UpdateFunctionCodeCommandOutput>({
  accepts: [
    "FunctionName",
    "ZipFile",
    "S3Bucket",
    "S3Key",
    "S3ObjectVersion",
    "ImageUri",
    "Publish",
    "DryRun",
    "RevisionId",
    "Architectures",
  ],
  access: (input, context) => [onFunction("UpdateFunctionCode", input, context)],
  async run(input, context) {
    const owner = getFunction(referenceOf(input, context), context);
    if (input.ImageUri !== undefined)
      throw invalidParameter("Please don't provide ImageUri when updating a function with packageType Zip.");
    checkArchitectures(input.Architectures);
    if (input.RevisionId !== undefined && input.RevisionId !== owner.latest.revisionId)
      throw staleRevision("GetFunction/GetAlias");
    const { ZipFile, S3Bucket, S3Key, S3ObjectVersion } = input;
    const code = await unpackCode({ ZipFile, S3Bucket, S3Key, S3ObjectVersion }, context);
    checkTotalSize(code, owner.latest.settings.layers);
    const architecture = input.Architectures?.[0] ?? owner.latest.settings.architecture;
    if (input.DryRun)
      return { ...describeVersion(owner, owner.latest, owner.arn), CodeSha256: code.sha256, CodeSize: code.size };
    replaceLatest(owner, { ...owner.latest.settings, architecture }, code, context);
    const answer = describeUpdated(owner);
    if (!input.Publish) return answer;
    const version = publish(owner, undefined, context);
    return { ...answer, FunctionArn: `${owner.arn}:${version.version}`, Version: version.version };
  },
});
