import type { PublishVersionCommandInput, PublishVersionCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { describeVersion } from "../answer.ts";
import { invalidParameter, staleRevision } from "../errors.ts";
import { publish } from "../publish.ts";
import { getFunction } from "../reference.ts";

export const publishVersion = operation<PublishVersionCommandInput, PublishVersionCommandOutput>({
  accepts: ["FunctionName", "CodeSha256", "Description", "RevisionId"],
  access: (input, context) => [onFunction("PublishVersion", input, context)],
  run(input, context) {
    const owner = getFunction(referenceOf(input, context), context);
    const current = owner.latest.code.sha256;
    if (input.RevisionId !== undefined && input.RevisionId !== owner.latest.revisionId)
      throw staleRevision("GetFunction/GetAlias");
    if (input.CodeSha256 && input.CodeSha256 !== current)
      throw invalidParameter(
        `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${current}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    const version = publish(owner, input.Description, context);
    return describeVersion(owner, version, `${owner.arn}:${version.version}`);
  },
});
