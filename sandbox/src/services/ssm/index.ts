/**
 * Parameter Store of AWS Systems Manager; nothing else of Systems Manager.
 *
 * Emulated: String, StringList and SecureString parameters with versions, labels, history, hierarchies, tags, allowed patterns and
 * the standard and advanced tiers; `AWS::SSM::Parameter`. Codes and messages follow recordings of AWS where there are some
 * (GetParameter, GetParameters, ParameterNotFound), else AWS's documentation.
 *
 * Gaps: SecureString under a customer key; parameter policies (expiration, notifications); the data types `aws:ec2:image` and
 * `aws:ssm:integration`; public parameters (`/aws/service/...`); parameters shared between accounts; the old `Filters` of DescribeParameters.
 *
 * By design: a SecureString is kept under the AWS managed key `alias/aws/ssm`, which every principal of the account may use
 * through Systems Manager, so only the ssm permissions count; in memory it is plain text, and a reader without `WithDecryption` gets bytes
 * that are not real ciphertext.
 */
import { defineService } from "../../core/service.ts";
import { addTagsToResource } from "./operations/add-tags-to-resource.ts";
import { deleteParameter } from "./operations/delete-parameter.ts";
import { deleteParameters } from "./operations/delete-parameters.ts";
import { describeParameters } from "./operations/describe-parameters.ts";
import { getParameter } from "./operations/get-parameter.ts";
import { getParameterHistory } from "./operations/get-parameter-history.ts";
import { getParameters } from "./operations/get-parameters.ts";
import { getParametersByPath } from "./operations/get-parameters-by-path.ts";
import { labelParameterVersion } from "./operations/label-parameter-version.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { putParameter } from "./operations/put-parameter.ts";
import { removeTagsFromResource } from "./operations/remove-tags-from-resource.ts";
import { unlabelParameterVersion } from "./operations/unlabel-parameter-version.ts";
import { parameter } from "./resources/parameter.ts";

export const ssm = defineService({
  id: "ssm",
  client: () => import("@aws-sdk/client-ssm"),
  operations: {
    AddTagsToResource: addTagsToResource,
    DeleteParameter: deleteParameter,
    DeleteParameters: deleteParameters,
    DescribeParameters: describeParameters,
    GetParameter: getParameter,
    GetParameterHistory: getParameterHistory,
    GetParameters: getParameters,
    GetParametersByPath: getParametersByPath,
    LabelParameterVersion: labelParameterVersion,
    ListTagsForResource: listTagsForResource,
    PutParameter: putParameter,
    RemoveTagsFromResource: removeTagsFromResource,
    UnlabelParameterVersion: unlabelParameterVersion,
  },
  resources: { "AWS::SSM::Parameter": parameter },
});
