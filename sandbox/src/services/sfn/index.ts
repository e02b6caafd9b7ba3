/**
 * AWS Step Functions. The interpreter of the Amazon States Language is asl/, which knows nothing of the sandbox: what it needs of the world is
 * asl/host.ts, so that it runs in a browser too. tasks/ is that world here.
 *
 * Emulated: standard and express state machines (StartSyncExecution too) in both query languages: JSONPath with all its fields, intrinsic
 * functions and choice operators, JSONata with Arguments, Output and the functions that AWS adds, workflow variables (Assign) in both; Retry
 * (backoff, longest delay, jitter) and Catch, time-outs and heartbeats on the sandbox's clock, Wait, Parallel, inline Map, distributed Map over
 * the items of its input or of S3 (JSON, JSONL, CSV, lists of objects; batches; results written to S3; Map Runs, tolerated failures). Tasks:
 * functions by ARN, lambda:invoke, apigateway:invoke, dynamodb, sqs, sns, events, states:startExecution with .sync and .sync:2,
 * .waitForTaskToken, activities, aws-sdk:* for every service of the sandbox; Credentials of another role. Each task acts with the role of the
 * execution. Histories, error names and causes, definition findings and the words of errors follow recordings of AWS (LocalStack's,
 * Apache-2.0, 2023-2025). Versions, aliases with weights, tags, logging to CloudWatch Logs, ValidateStateMachineDefinition, variable references;
 * the events "Step Functions Execution Status Change" of standard executions, on the default bus.
 *
 * Gaps: TestState, RedriveExecution, UpdateMapRun; manifests and Parquet files of ItemReader, WriterConfig of ResultWriter; the optimized
 * integrations of services that are not here (ECS, Batch, Glue, ...), http:invoke; .sync of anything but state machines; customer keys;
 * deployment preferences of aliases other than ALL_AT_ONCE; metrics about executions.
 *
 * By design: state machines are deleted at once and their executions stopped. Executions and their histories are kept as long as the sandbox
 * runs; express ones only while they run. The rule of EventBridge by which .sync learns of an end does not exist, but the permission to make
 * it is asked for. Logs are delivered when an execution has ended, whoever runs it, once its role was allowed to have them delivered. Tracing
 * configuration is stored and returned, as there is no X-Ray. When several branches fail at the same moment, the first one ends the others.
 * The children of a distributed Map put no such events. A distributed Map starts its children without asking for states:StartExecution. AWS checks parameters of integrations when a state machine
 * is created; here that is done when the task starts. The numbers that come of a seed are those of Java's generator. What is not emulated and
 * shows only when a task runs ends the execution with the error NotEmulated, which nothing catches.
 */
import { defineService, refuse } from "../../core/service.ts";
import { createActivity } from "./operations/create-activity.ts";
import { createStateMachine } from "./operations/create-state-machine.ts";
import { createStateMachineAlias } from "./operations/create-state-machine-alias.ts";
import { deleteActivity } from "./operations/delete-activity.ts";
import { deleteStateMachine } from "./operations/delete-state-machine.ts";
import { deleteStateMachineAlias } from "./operations/delete-state-machine-alias.ts";
import { deleteStateMachineVersion } from "./operations/delete-state-machine-version.ts";
import { describeActivity } from "./operations/describe-activity.ts";
import { describeExecution } from "./operations/describe-execution.ts";
import { describeMapRun } from "./operations/describe-map-run.ts";
import { describeStateMachine } from "./operations/describe-state-machine.ts";
import { describeStateMachineAlias } from "./operations/describe-state-machine-alias.ts";
import { describeStateMachineForExecution } from "./operations/describe-state-machine-for-execution.ts";
import { getActivityTask } from "./operations/get-activity-task.ts";
import { getExecutionHistory } from "./operations/get-execution-history.ts";
import { listActivities } from "./operations/list-activities.ts";
import { listExecutions } from "./operations/list-executions.ts";
import { listMapRuns } from "./operations/list-map-runs.ts";
import { listStateMachineAliases } from "./operations/list-state-machine-aliases.ts";
import { listStateMachineVersions } from "./operations/list-state-machine-versions.ts";
import { listStateMachines } from "./operations/list-state-machines.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { publishStateMachineVersion } from "./operations/publish-state-machine-version.ts";
import { sendTaskFailure } from "./operations/send-task-failure.ts";
import { sendTaskHeartbeat } from "./operations/send-task-heartbeat.ts";
import { sendTaskSuccess } from "./operations/send-task-success.ts";
import { startExecution } from "./operations/start-execution.ts";
import { startSyncExecution } from "./operations/start-sync-execution.ts";
import { stopExecution } from "./operations/stop-execution.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateStateMachine } from "./operations/update-state-machine.ts";
import { updateStateMachineAlias } from "./operations/update-state-machine-alias.ts";
import { validateStateMachineDefinition } from "./operations/validate-state-machine-definition.ts";
import { activity } from "./resources/activity.ts";
import { stateMachineAlias } from "./resources/alias.ts";
import { stateMachine } from "./resources/state-machine.ts";
import { stateMachineVersion } from "./resources/version.ts";

export const sfn = defineService({
  id: "sfn",
  client: () => import("@aws-sdk/client-sfn"),
  operations: {
    CreateActivity: createActivity,
    CreateStateMachine: createStateMachine,
    CreateStateMachineAlias: createStateMachineAlias,
    DeleteActivity: deleteActivity,
    DeleteStateMachine: deleteStateMachine,
    DeleteStateMachineAlias: deleteStateMachineAlias,
    DeleteStateMachineVersion: deleteStateMachineVersion,
    DescribeActivity: describeActivity,
    DescribeExecution: describeExecution,
    DescribeMapRun: describeMapRun,
    DescribeStateMachine: describeStateMachine,
    DescribeStateMachineAlias: describeStateMachineAlias,
    DescribeStateMachineForExecution: describeStateMachineForExecution,
    GetActivityTask: getActivityTask,
    GetExecutionHistory: getExecutionHistory,
    ListActivities: listActivities,
    ListExecutions: listExecutions,
    ListMapRuns: listMapRuns,
    ListStateMachineAliases: listStateMachineAliases,
    ListStateMachineVersions: listStateMachineVersions,
    ListStateMachines: listStateMachines,
    ListTagsForResource: listTagsForResource,
    PublishStateMachineVersion: publishStateMachineVersion,
    RedriveExecution: refuse("start a new execution with the same input"),
    SendTaskFailure: sendTaskFailure,
    SendTaskHeartbeat: sendTaskHeartbeat,
    SendTaskSuccess: sendTaskSuccess,
    StartExecution: startExecution,
    StartSyncExecution: startSyncExecution,
    StopExecution: stopExecution,
    TagResource: tagResource,
    TestState: refuse("run the state in a state machine of its own"),
    UntagResource: untagResource,
    UpdateMapRun: refuse("set the concurrency and the tolerated failures in the definition"),
    UpdateStateMachine: updateStateMachine,
    UpdateStateMachineAlias: updateStateMachineAlias,
    ValidateStateMachineDefinition: validateStateMachineDefinition,
  },
  resources: {
    "AWS::StepFunctions::Activity": activity,
    "AWS::StepFunctions::StateMachine": stateMachine,
    "AWS::StepFunctions::StateMachineAlias": stateMachineAlias,
    "AWS::StepFunctions::StateMachineVersion": stateMachineVersion,
  },
});
