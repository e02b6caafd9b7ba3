import { AwsError } from "../../core/errors.ts";

const inRegistry = (name: string, account: string) => `with name '${name}' in the registry with id '${account}'`;

export const repositoryNotFound = (name: string, account: string) =>
  new AwsError(
    "RepositoryNotFoundException",
    `The repository with name '${name}' does not exist in the registry with id '${account}'`,
  );

export const repositoryAlreadyExists = (name: string, account: string) =>
  new AwsError("RepositoryAlreadyExistsException", `The repository ${inRegistry(name, account)} already exists`);

export const repositoryPolicyNotFound = (name: string, account: string) =>
  new AwsError(
    "RepositoryPolicyNotFoundException",
    `Repository policy does not exist for the repository with name '${name}' in the registry with id '${account}'`,
  );

export const lifecyclePolicyNotFound = (name: string, account: string) =>
  new AwsError(
    "LifecyclePolicyNotFoundException",
    `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${account}'`,
  );

export const invalidParameter = (message: string) =>
  new AwsError("InvalidParameterException", `Invalid parameter at ${message}`);
