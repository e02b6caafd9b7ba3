import { AwsError } from "../../core/errors.ts";

/** The things IAM looks up by name, as its messages call them. */
export type Kind = "role" | "user" | "group";

const noSuchEntity = (message: string) => new AwsError("NoSuchEntity", message, { status: 404 });
const alreadyExists = (message: string) => new AwsError("EntityAlreadyExists", message, { status: 409 });
const deleteConflict = (message: string) => new AwsError("DeleteConflict", message, { status: 409 });
const limitExceeded = (message: string) => new AwsError("LimitExceeded", message, { status: 409 });

export const notFound = (kind: Kind, name: string) => noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
export const inlinePolicyNotFound = (kind: Kind, name: string) =>
  noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`);
export const policyNotFound = (arn: string) => noSuchEntity(`Policy ${arn} was not found.`);
export const policyNotAttachable = (arn: string) => noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
export const versionNotFound = (arn: string, version: string) =>
  noSuchEntity(`Policy ${arn} version ${version} does not exist or is not attachable.`);
export const instanceProfileNotFound = (name: string) => noSuchEntity(`Instance Profile ${name} cannot be found.`);
export const aliasNotFound = (name: string) => noSuchEntity(`The account alias ${name} does not exist.`);
export const accessKeyNotFound = (id: string) => noSuchEntity(`The Access Key with id ${id} cannot be found.`);
export const noBoundary = (kind: Kind, name: string) =>
  noSuchEntity(`The ${kind} with name ${name} does not have a permissions boundary.`);

export const nameTaken = (kind: Kind, name: string) =>
  alreadyExists(`${kind[0]!.toUpperCase()}${kind.slice(1)} with name ${name} already exists.`);
export const policyNameTaken = (name: string) =>
  alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
export const instanceProfileNameTaken = (name: string) => alreadyExists(`Instance Profile ${name} already exists.`);
export const aliasTaken = (name: string) => alreadyExists(`The account alias ${name} already exists.`);

export const policiesAttached = () => deleteConflict("Cannot delete entity, must detach all policies first.");
export const inlinePoliciesLeft = () => deleteConflict("Cannot delete entity, must delete policies first.");
export const inInstanceProfile = () =>
  deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
export const accessKeysLeft = () => deleteConflict("Cannot delete entity, must delete access keys first.");
export const usersInGroup = () => deleteConflict("Cannot delete entity, must remove users from group first.");
export const policyInUse = () => deleteConflict("Cannot delete a policy attached to entities.");
export const policyHasVersions = () =>
  deleteConflict(
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
  );
export const defaultVersion = () => deleteConflict("Cannot delete the default version of a policy.");

export const quotaExceeded = (quota: string, limit: number) =>
  limitExceeded(`Cannot exceed quota for ${quota}: ${limit}`);
export const inlineSizeExceeded = (limit: number, kind: Kind, name: string) =>
  limitExceeded(`Maximum policy size of ${limit} bytes exceeded for ${kind} ${name}`);
export const tooManyVersions = (limit: number) =>
  limitExceeded(
    `A managed policy can have up to ${limit} versions. Before you create a new version, you must delete an existing version.`,
  );

export const malformedPolicy = (message: string) => new AwsError("MalformedPolicyDocument", message, { status: 400 });
export const validationError = (message: string) => new AwsError("ValidationError", message, { status: 400 });
export const invalidArn = () => validationError("Invalid ARN:  Could not be parsed!");
export const invalidInput = (message: string) => new AwsError("InvalidInput", message, { status: 400 });
export const awsPolicyIsReadOnly = () =>
  new AwsError("AccessDenied", "Cannot modify a policy that is managed by AWS.", { status: 403 });
