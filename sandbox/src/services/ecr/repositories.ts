import type {
  EncryptionConfiguration,
  ImageScanningConfiguration,
  ImageTagMutability,
  Repository,
  Tag,
} from "@aws-sdk/client-ecr";
import { formatArn } from "../../core/arn.ts";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import { repositoryNotFound } from "./errors.ts";

export interface StoredRepository {
  name: string;
  arn: string;
  uri: string;
  registryId: string;
  createdAt: Date;
  imageTagMutability: ImageTagMutability;
  imageScanning: ImageScanningConfiguration;
  encryption: EncryptionConfiguration;
  tags: Tag[];
  policyText: string | undefined;
  lifecyclePolicyText: string | undefined;
}

const store = defineStore("regional", () => new Map<string, StoredRepository>());

export function repositoriesOf(context: OperationContext): Map<string, StoredRepository> {
  return context.state(store);
}

export function repository(name: string, context: OperationContext): StoredRepository {
  const found = repositoriesOf(context).get(name);
  if (!found) throw repositoryNotFound(name, context.account);
  return found;
}

export function repositoryByArn(arn: string, context: OperationContext): StoredRepository {
  const name = arn.slice(arn.indexOf(":repository/") + ":repository/".length);
  return repository(name, context);
}

export function repositoryArn(name: string, { account, region }: OperationContext): string {
  return formatArn({ service: "ecr", region, account, resource: `repository/${name}` });
}

export function describeRepository(stored: StoredRepository): Repository {
  return {
    repositoryArn: stored.arn,
    registryId: stored.registryId,
    repositoryName: stored.name,
    repositoryUri: stored.uri,
    createdAt: stored.createdAt,
    imageTagMutability: stored.imageTagMutability,
    imageScanningConfiguration: stored.imageScanning,
    encryptionConfiguration: stored.encryption,
  };
}
