/**
 * ECR: as much as the CDK's bootstrap stack and its like need of repositories.
 *
 * Emulated: repositories with tags, a policy, a lifecycle policy, tag mutability and the scan-on-push flag; `AWS::ECR::Repository`.
 *
 * Gaps: everything about images (push, pull, scans, replication, pull-through caches), registry policies and settings, encryption with KMS,
 * mutability exclusions.
 */
import { defineService } from "../../core/service.ts";
import { createRepository } from "./operations/create-repository.ts";
import { deleteLifecyclePolicy } from "./operations/delete-lifecycle-policy.ts";
import { deleteRepository } from "./operations/delete-repository.ts";
import { deleteRepositoryPolicy } from "./operations/delete-repository-policy.ts";
import { describeRepositories } from "./operations/describe-repositories.ts";
import { getLifecyclePolicy } from "./operations/get-lifecycle-policy.ts";
import { getRepositoryPolicy } from "./operations/get-repository-policy.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { putImageScanningConfiguration } from "./operations/put-image-scanning-configuration.ts";
import { putImageTagMutability } from "./operations/put-image-tag-mutability.ts";
import { putLifecyclePolicy } from "./operations/put-lifecycle-policy.ts";
import { setRepositoryPolicy } from "./operations/set-repository-policy.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { repository } from "./resources/repository.ts";

export const ecr = defineService({
  id: "ecr",
  client: () => import("@aws-sdk/client-ecr"),
  operations: {
    CreateRepository: createRepository,
    DeleteLifecyclePolicy: deleteLifecyclePolicy,
    DeleteRepository: deleteRepository,
    DeleteRepositoryPolicy: deleteRepositoryPolicy,
    DescribeRepositories: describeRepositories,
    GetLifecyclePolicy: getLifecyclePolicy,
    GetRepositoryPolicy: getRepositoryPolicy,
    ListTagsForResource: listTagsForResource,
    PutImageScanningConfiguration: putImageScanningConfiguration,
    PutImageTagMutability: putImageTagMutability,
    PutLifecyclePolicy: putLifecyclePolicy,
    SetRepositoryPolicy: setRepositoryPolicy,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
  resources: { "AWS::ECR::Repository": repository },
});
