/**
 * CloudFormation: stacks and change sets. Resources are made by the providers of the other services (`resources` in their index.ts), with the
 * deployer's permissions.
 *
 * Emulated: create, update (in place, replacement), delete, rollback, UPDATE_ROLLBACK_FAILED and ContinueUpdateRollback, RollbackStack, events,
 * outputs, exports and imports, parameters (also from Parameter Store), conditions, mappings, rules, the intrinsic functions,
 * AWS::LanguageExtensions with Fn::ForEach, DependsOn, DeletionPolicy and UpdateReplacePolicy (Retain, RetainExceptOnCreate, Delete), stack
 * policies, stack tags, termination protection, service roles, nested stacks, JSON and YAML. Templates are checked against the resource
 * specification before anything is created; properties and types that are not emulated are refused there, with their logical ids.
 *
 * Custom resources run for real: their function is invoked, and its answer arrives at the ResponseURL, which the lock of the function's process
 * leads to this service (custom-resource/); so does CDK's Provider framework, with isComplete and its state machine. CDK's two providers in
 * Python, bucket deployments and bucket notifications, are done here (native/) with the credentials of their function's role; the function
 * itself does not exist in Lambda.
 *
 * Gaps: custom resources with an SNS topic as ServiceToken, the CloudFront invalidation of a bucket deployment, WaitCondition, transforms other
 * than AWS::LanguageExtensions (macros, SAM, Fn::Transform), dynamic references to Secrets Manager, notifications, rollback triggers,
 * CreationPolicy and UpdatePolicy, DeletionPolicy Snapshot, imports of resources, drift, CancelUpdateStack, TimeoutInMinutes, stack sets, the registry.
 *
 * By design: an answer that starts an operation is held until the operation has ended, at most 2.5 s, and DescribeStacks of a stack in progress
 * for 1 s, so that pollers do not lose seconds. A wrong property fails the request, not the resource later. The tags
 * aws:cloudformation:* are not put on resources. While a custom resource is waited for and nothing else runs, the clock jumps to the next timer;
 * when there is none before the time-out, the time-out is told at once. A nested stack deletes what its update removed before its parent has
 * finished. Of the transform only the loops show in the processed template. The deployment mode EXPRESS differs from STANDARD only in that
 * failures are not rolled back unless asked for. ImportExistingResources, which `cdk bootstrap` sets, is taken, but nothing is imported: a
 * resource that exists already makes the deployment fail as it does without the option.
 */
import { defineService } from "../../core/service.ts";
import { serveAnswers } from "./custom-resource/serve.ts";
import { continueUpdateRollback } from "./operations/continue-update-rollback.ts";
import { createChangeSet } from "./operations/create-change-set.ts";
import { createStack } from "./operations/create-stack.ts";
import { deleteChangeSet } from "./operations/delete-change-set.ts";
import { deleteStack } from "./operations/delete-stack.ts";
import { describeChangeSet } from "./operations/describe-change-set.ts";
import { describeStackEvents } from "./operations/describe-stack-events.ts";
import { describeStackResource } from "./operations/describe-stack-resource.ts";
import { describeStackResources } from "./operations/describe-stack-resources.ts";
import { describeStacks } from "./operations/describe-stacks.ts";
import { executeChangeSet } from "./operations/execute-change-set.ts";
import { getStackPolicy } from "./operations/get-stack-policy.ts";
import { getTemplate } from "./operations/get-template.ts";
import { getTemplateSummary } from "./operations/get-template-summary.ts";
import { listChangeSets } from "./operations/list-change-sets.ts";
import { listExports } from "./operations/list-exports.ts";
import { listImports } from "./operations/list-imports.ts";
import { listStackResources } from "./operations/list-stack-resources.ts";
import { listStacks } from "./operations/list-stacks.ts";
import { rollbackStack } from "./operations/rollback-stack.ts";
import { setStackPolicy } from "./operations/set-stack-policy.ts";
import { updateStack } from "./operations/update-stack.ts";
import { updateTerminationProtection } from "./operations/update-termination-protection.ts";
import { validateTemplate } from "./operations/validate-template.ts";
import { customResource } from "./resources/custom-resource.ts";
import { metadata } from "./resources/metadata.ts";
import { nestedStack } from "./resources/stack.ts";
import { waitConditionHandle } from "./resources/wait-condition-handle.ts";

export const cloudformation = defineService({
  id: "cloudformation",
  client: () => import("@aws-sdk/client-cloudformation"),
  operations: {
    ContinueUpdateRollback: continueUpdateRollback,
    CreateChangeSet: createChangeSet,
    CreateStack: createStack,
    DeleteChangeSet: deleteChangeSet,
    DeleteStack: deleteStack,
    DescribeChangeSet: describeChangeSet,
    DescribeStackEvents: describeStackEvents,
    DescribeStackResource: describeStackResource,
    DescribeStackResources: describeStackResources,
    DescribeStacks: describeStacks,
    ExecuteChangeSet: executeChangeSet,
    GetStackPolicy: getStackPolicy,
    GetTemplate: getTemplate,
    GetTemplateSummary: getTemplateSummary,
    ListChangeSets: listChangeSets,
    ListExports: listExports,
    ListImports: listImports,
    ListStackResources: listStackResources,
    ListStacks: listStacks,
    RollbackStack: rollbackStack,
    SetStackPolicy: setStackPolicy,
    UpdateStack: updateStack,
    UpdateTerminationProtection: updateTerminationProtection,
    ValidateTemplate: validateTemplate,
  },
  resources: {
    "AWS::CDK::Metadata": metadata,
    "AWS::CloudFormation::CustomResource": customResource,
    "AWS::CloudFormation::Stack": nestedStack,
    "AWS::CloudFormation::WaitConditionHandle": waitConditionHandle,
  },
  serve: serveAnswers,
});
