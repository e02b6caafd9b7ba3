/**
 * AWS Lambda: functions in Node.js, run for real. Each execution environment is a child process (runtime/, testable alone).
 *
 * Emulated: functions from a zip archive (request or S3) with versions, aliases (weighted too), layers, tags, resource policies, reserved and
 * provisioned concurrency, function URLs (both auth types, CORS, streaming); synchronous, streamed, asynchronous (with AWS's retries on the
 * sandbox's clock, EventInvokeConfig, destinations to Lambda, S3, SQS, SNS and EventBridge, dead-letter queues and topics) and dry-run invocations; event source mappings for
 * DynamoDB streams (batches, windows, filters, bisecting, retries, partial batch responses, on-failure destinations, parallelization) and SQS
 * queues (batches, windows, filters, partial batch responses, scaling and its maximum, order of FIFO groups); cold and warm starts,
 * time-outs in real time, memory limits ("signal: killed"), crashes, initialisation errors; a /tmp for each environment with its size, code
 * that cannot be written; environment variables, context object, log lines and log formats of the managed runtimes; credentials of the
 * function's role, also for its logs; tracing headers and, by their Lineage, the end of recursive loops (between functions, with S3, through
 * destinations). Codes and messages follow recordings of AWS (LocalStack's, Apache-2.0, 2023-2025).
 *
 * Gaps: runtimes other than Node.js; container images; VPC; file systems; SnapStart; durable functions; event source mappings for other sources
 * (Kinesis), their tumbling windows, provisioned pollers; extensions and
 * wrapper scripts; code signing; customer keys; tags of layers after their creation.
 *
 * By design:
 * - Every nodejs*.x id runs on the Node.js the sandbox itself runs on; also those AWS no longer lets one create (nodejs12.x to 16.x).
 * - A function is Active, and an update successful, as soon as its answer is out; AWS takes seconds.
 * - Environments are frozen between invocations as on AWS, at once after the answer: work that a handler leaves behind goes on with the next invocation, if there is one.
 * - A promise that never settles, with nothing left to wait for, runs into the time-out (AWS ends some of these earlier).
 * - A failed init is not tried a second time within the same invocation. Its limit is 10 seconds plus the function's time-out.
 * - The architecture is stored and returned; code runs on that of this machine.
 * - /tmp is a folder of the environment, which node:fs and os.tmpdir() lead to and keep within its size; import, native code and child processes see the machine's own /tmp.
 * - /opt of layers is a folder of this machine: node:fs, require, import, NODE_PATH and PATH are led there; native code and child processes see no /opt.
 * - TracingConfig Active samples every invocation whose caller has not decided otherwise (AWS: some), in headers and log lines; there is no X-Ray to read traces from.
 * - At most 5 environments are initialised ahead for one provisioned concurrency, whatever it asks for; one that ends is not replaced.
 * - A process is ended 32 MB above its memory size, since systems count memory differently; on Windows only when Node's heap is full.
 * - A chain of requests is cut before the 17th invocation of one function (AWS: approximately). A dropped event goes to the destination of failures as "RetriesExhausted".
 * - An event source mapping reads a queue when there is something in it, and does not poll it meanwhile. At most 16 of its batches run at once.
 * - At most 64 environments run at one time; further invocations wait for one.
 */
import { defineService } from "../../core/service.ts";
import { serveCode } from "./code-location.ts";
import { addLayerVersionPermission } from "./operations/add-layer-version-permission.ts";
import { addPermission } from "./operations/add-permission.ts";
import { createAlias } from "./operations/create-alias.ts";
import { createEventSourceMapping } from "./operations/create-event-source-mapping.ts";
import { createFunction } from "./operations/create-function.ts";
import { createFunctionUrlConfig } from "./operations/create-function-url-config.ts";
import { deleteAlias } from "./operations/delete-alias.ts";
import { deleteEventSourceMapping } from "./operations/delete-event-source-mapping.ts";
import { deleteFunction } from "./operations/delete-function.ts";
import { deleteFunctionConcurrency } from "./operations/delete-function-concurrency.ts";
import { deleteFunctionEventInvokeConfig } from "./operations/delete-function-event-invoke-config.ts";
import { deleteFunctionUrlConfig } from "./operations/delete-function-url-config.ts";
import { deleteLayerVersion } from "./operations/delete-layer-version.ts";
import { deleteProvisionedConcurrencyConfig } from "./operations/delete-provisioned-concurrency-config.ts";
import { getAccountSettings } from "./operations/get-account-settings.ts";
import { getAlias } from "./operations/get-alias.ts";
import { getEventSourceMapping } from "./operations/get-event-source-mapping.ts";
import { getFunction } from "./operations/get-function.ts";
import { getFunctionConcurrency } from "./operations/get-function-concurrency.ts";
import { getFunctionConfiguration } from "./operations/get-function-configuration.ts";
import { getFunctionEventInvokeConfig } from "./operations/get-function-event-invoke-config.ts";
import { getFunctionUrlConfig } from "./operations/get-function-url-config.ts";
import { getFunctionRecursionConfig } from "./operations/get-function-recursion-config.ts";
import { getLayerVersion } from "./operations/get-layer-version.ts";
import { getLayerVersionByArnOperation } from "./operations/get-layer-version-by-arn.ts";
import { getLayerVersionPolicy } from "./operations/get-layer-version-policy.ts";
import { getPolicy } from "./operations/get-policy.ts";
import { getProvisionedConcurrencyConfig } from "./operations/get-provisioned-concurrency-config.ts";
import { invoke } from "./operations/invoke.ts";
import { invokeWithResponseStream } from "./operations/invoke-with-response-stream.ts";
import { listAliases } from "./operations/list-aliases.ts";
import { listEventSourceMappings } from "./operations/list-event-source-mappings.ts";
import { listFunctionEventInvokeConfigs } from "./operations/list-function-event-invoke-configs.ts";
import { listFunctionUrlConfigs } from "./operations/list-function-url-configs.ts";
import { listFunctions } from "./operations/list-functions.ts";
import { listLayerVersions } from "./operations/list-layer-versions.ts";
import { listLayers } from "./operations/list-layers.ts";
import { listProvisionedConcurrencyConfigs } from "./operations/list-provisioned-concurrency-configs.ts";
import { listTags } from "./operations/list-tags.ts";
import { listVersionsByFunction } from "./operations/list-versions-by-function.ts";
import { publishLayerVersion } from "./operations/publish-layer-version.ts";
import { publishVersion } from "./operations/publish-version.ts";
import { putFunctionConcurrency } from "./operations/put-function-concurrency.ts";
import { putFunctionEventInvokeConfig } from "./operations/put-function-event-invoke-config.ts";
import { putFunctionRecursionConfig } from "./operations/put-function-recursion-config.ts";
import { putProvisionedConcurrencyConfig } from "./operations/put-provisioned-concurrency-config.ts";
import { removeLayerVersionPermission } from "./operations/remove-layer-version-permission.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateAlias } from "./operations/update-alias.ts";
import { updateEventSourceMapping } from "./operations/update-event-source-mapping.ts";
import { updateFunctionCode } from "./operations/update-function-code.ts";
import { updateFunctionConfiguration } from "./operations/update-function-configuration.ts";
import { updateFunctionEventInvokeConfig } from "./operations/update-function-event-invoke-config.ts";
import { updateFunctionUrlConfig } from "./operations/update-function-url-config.ts";
import { alias } from "./resources/alias.ts";
import { lambdaFunction } from "./resources/function.ts";
import { layerVersion } from "./resources/layer-version.ts";
import { layerVersionPermission } from "./resources/layer-version-permission.ts";
import { eventInvokeConfig } from "./resources/event-invoke-config.ts";
import { eventSourceMapping } from "./resources/event-source-mapping.ts";
import { permission } from "./resources/permission.ts";
import { url } from "./resources/url.ts";
import { version } from "./resources/version.ts";
import { serveUrl } from "./url/serve.ts";

export const lambda = defineService({
  id: "lambda",
  client: () => import("@aws-sdk/client-lambda"),
  operations: {
    AddLayerVersionPermission: addLayerVersionPermission,
    AddPermission: addPermission,
    CreateAlias: createAlias,
    CreateEventSourceMapping: createEventSourceMapping,
    CreateFunction: createFunction,
    CreateFunctionUrlConfig: createFunctionUrlConfig,
    DeleteAlias: deleteAlias,
    DeleteEventSourceMapping: deleteEventSourceMapping,
    DeleteFunction: deleteFunction,
    DeleteFunctionConcurrency: deleteFunctionConcurrency,
    DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig,
    DeleteFunctionUrlConfig: deleteFunctionUrlConfig,
    DeleteLayerVersion: deleteLayerVersion,
    DeleteProvisionedConcurrencyConfig: deleteProvisionedConcurrencyConfig,
    GetAccountSettings: getAccountSettings,
    GetAlias: getAlias,
    GetEventSourceMapping: getEventSourceMapping,
    GetFunction: getFunction,
    GetFunctionConcurrency: getFunctionConcurrency,
    GetFunctionConfiguration: getFunctionConfiguration,
    GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig,
    GetFunctionRecursionConfig: getFunctionRecursionConfig,
    GetFunctionUrlConfig: getFunctionUrlConfig,
    GetLayerVersion: getLayerVersion,
    GetLayerVersionByArn: getLayerVersionByArnOperation,
    GetLayerVersionPolicy: getLayerVersionPolicy,
    GetPolicy: getPolicy,
    GetProvisionedConcurrencyConfig: getProvisionedConcurrencyConfig,
    Invoke: invoke,
    InvokeWithResponseStream: invokeWithResponseStream,
    ListAliases: listAliases,
    ListEventSourceMappings: listEventSourceMappings,
    ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs,
    ListFunctionUrlConfigs: listFunctionUrlConfigs,
    ListFunctions: listFunctions,
    ListLayerVersions: listLayerVersions,
    ListLayers: listLayers,
    ListProvisionedConcurrencyConfigs: listProvisionedConcurrencyConfigs,
    ListTags: listTags,
    ListVersionsByFunction: listVersionsByFunction,
    PublishLayerVersion: publishLayerVersion,
    PublishVersion: publishVersion,
    PutFunctionConcurrency: putFunctionConcurrency,
    PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig,
    PutFunctionRecursionConfig: putFunctionRecursionConfig,
    PutProvisionedConcurrencyConfig: putProvisionedConcurrencyConfig,
    RemoveLayerVersionPermission: removeLayerVersionPermission,
    RemovePermission: removePermission,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateAlias: updateAlias,
    UpdateEventSourceMapping: updateEventSourceMapping,
    UpdateFunctionCode: updateFunctionCode,
    UpdateFunctionConfiguration: updateFunctionConfiguration,
    UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig,
    UpdateFunctionUrlConfig: updateFunctionUrlConfig,
  },
  resources: {
    "AWS::Lambda::Alias": alias,
    "AWS::Lambda::Function": lambdaFunction,
    "AWS::Lambda::LayerVersion": layerVersion,
    "AWS::Lambda::LayerVersionPermission": layerVersionPermission,
    "AWS::Lambda::EventInvokeConfig": eventInvokeConfig,
    "AWS::Lambda::EventSourceMapping": eventSourceMapping,
    "AWS::Lambda::Permission": permission,
    "AWS::Lambda::Url": url,
    "AWS::Lambda::Version": version,
  },
  serve: async (request, context) => (await serveCode(request, context)) ?? serveUrl(request, context),
});
