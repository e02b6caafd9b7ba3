/**
 * AWS Lambda: functions in Node.js, run for real. Each execution environment is a child process (runtime/, testable alone).
 *
 * Emulated: functions from a zip archive (request or S3) with versions, aliases (weighted too), tags, resource policies and reserved
 * concurrency; synchronous, asynchronous (with AWS's retries on the sandbox's clock) and dry-run invocations; cold and warm starts, time-outs in
 * real time, memory limits, crashes, initialisation errors; environment variables, context object, log lines and log formats of the managed
 * runtimes; credentials of the function's role, also for its logs. Codes and messages follow recordings of AWS (LocalStack's, Apache-2.0, 2023-2025).
 *
 * Gaps: runtimes other than Node.js; container images; layers; VPC; file systems; SnapStart; response streaming; function URLs; event
 * source mappings; dead-letter queues and destinations; provisioned concurrency; code signing; X-Ray (TracingConfig Active); customer keys;
 * Code.Location of GetFunction (a link to download the package); `cfn-response` for code that stands in a template.
 *
 * By design:
 * - Every nodejs*.x id runs on the Node.js the sandbox itself runs on; also those AWS no longer lets one create (nodejs12.x to 16.x).
 * - A function is Active, and an update successful, as soon as its answer is out; AWS takes seconds.
 * - Environments are frozen between invocations as on AWS, at once after the answer: work that a handler leaves behind goes on with the next invocation, if there is one.
 * - A promise that never settles, with nothing left to wait for, runs into the time-out (AWS ends some of these earlier).
 * - A failed init is not tried a second time within the same invocation. Its limit is 10 seconds plus the function's time-out.
 * - The architecture and the size of the ephemeral storage are stored and returned; code runs on this machine, with its /tmp (os.tmpdir() is the environment's own).
 * - At most 64 environments run at one time; further invocations wait for one.
 */
import { defineService } from "../../core/service.ts";
import { addPermission } from "./operations/add-permission.ts";
import { createAlias } from "./operations/create-alias.ts";
import { createFunction } from "./operations/create-function.ts";
import { deleteAlias } from "./operations/delete-alias.ts";
import { deleteFunction } from "./operations/delete-function.ts";
import { deleteFunctionConcurrency } from "./operations/delete-function-concurrency.ts";
import { getAccountSettings } from "./operations/get-account-settings.ts";
import { getAlias } from "./operations/get-alias.ts";
import { getFunction } from "./operations/get-function.ts";
import { getFunctionConcurrency } from "./operations/get-function-concurrency.ts";
import { getFunctionConfiguration } from "./operations/get-function-configuration.ts";
import { getPolicy } from "./operations/get-policy.ts";
import { invoke } from "./operations/invoke.ts";
import { listAliases } from "./operations/list-aliases.ts";
import { listFunctions } from "./operations/list-functions.ts";
import { listTags } from "./operations/list-tags.ts";
import { listVersionsByFunction } from "./operations/list-versions-by-function.ts";
import { publishVersion } from "./operations/publish-version.ts";
import { putFunctionConcurrency } from "./operations/put-function-concurrency.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateAlias } from "./operations/update-alias.ts";
import { updateFunctionCode } from "./operations/update-function-code.ts";
import { updateFunctionConfiguration } from "./operations/update-function-configuration.ts";
import { alias } from "./resources/alias.ts";
import { lambdaFunction } from "./resources/function.ts";
import { permission } from "./resources/permission.ts";
import { version } from "./resources/version.ts";

export const lambda = defineService({
  id: "lambda",
  client: () => import("@aws-sdk/client-lambda"),
  operations: {
    AddPermission: addPermission,
    CreateAlias: createAlias,
    CreateFunction: createFunction,
    DeleteAlias: deleteAlias,
    DeleteFunction: deleteFunction,
    DeleteFunctionConcurrency: deleteFunctionConcurrency,
    GetAccountSettings: getAccountSettings,
    GetAlias: getAlias,
    GetFunction: getFunction,
    GetFunctionConcurrency: getFunctionConcurrency,
    GetFunctionConfiguration: getFunctionConfiguration,
    GetPolicy: getPolicy,
    Invoke: invoke,
    ListAliases: listAliases,
    ListFunctions: listFunctions,
    ListTags: listTags,
    ListVersionsByFunction: listVersionsByFunction,
    PublishVersion: publishVersion,
    PutFunctionConcurrency: putFunctionConcurrency,
    RemovePermission: removePermission,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateAlias: updateAlias,
    UpdateFunctionCode: updateFunctionCode,
    UpdateFunctionConfiguration: updateFunctionConfiguration,
  },
  resources: {
    "AWS::Lambda::Alias": alias,
    "AWS::Lambda::Function": lambdaFunction,
    "AWS::Lambda::Permission": permission,
    "AWS::Lambda::Version": version,
  },
});
