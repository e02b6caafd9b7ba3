import { AwsError, NotEmulated } from "../../core/errors.ts";

export const validationError = (message: string) => new AwsError("ValidationError", message, { status: 400 });

export const templateFormatError = (message: string) => validationError(`Template format error: ${message}`);

export const templateError = (message: string) => validationError(`Template error: ${message}`);

/** DescribeStacks, DescribeStackResources, GetTemplate and ListStackResources. */
export const stackWithIdDoesNotExist = (name: string) => validationError(`Stack with id ${name} does not exist`);

/** The operations on change sets and events. */
export const stackDoesNotExist = (name: string) => validationError(`Stack [${name}] does not exist`);

/** DescribeStackResource quotes the name. */
export const quotedStackDoesNotExist = (name: string) => validationError(`Stack '${name}' does not exist`);

export const resourceDoesNotExist = (logicalId: string, stack: string) =>
  validationError(`Resource ${logicalId} does not exist for stack ${stack}`);

export const stackAlreadyExists = (name: string) =>
  new AwsError("AlreadyExistsException", `Stack [${name}] already exists`);

export const stackExistsForChangeSet = (stack: string, changeSet: string) =>
  validationError(`Stack [${stack}] already exists and cannot be created again with the changeSet [${changeSet}].`);

export const stackCannotBeUpdated = (id: string, status: string) =>
  validationError(`Stack:${id} is in ${status} state and can not be updated.`);

export const changeSetDoesNotExist = (name: string) =>
  new AwsError("ChangeSetNotFoundException", `ChangeSet [${name}] does not exist`);

export const changeSetAlreadyExists = (name: string, stackId: string) =>
  new AwsError(
    "AlreadyExistsException",
    `ChangeSet ${name} cannot be created due to a mismatch with existing attribute: a change set of this name exists for ${stackId}`,
  );

export const changeSetCannotBeExecuted = (id: string, status: string) =>
  new AwsError(
    "InvalidChangeSetStatusException",
    `ChangeSet [${id}] cannot be executed in its current status of [${status}]`,
  );

export const noUpdates = () => validationError("No updates are to be performed.");

export const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

export const insufficientCapabilities = (needed: string[]) =>
  new AwsError("InsufficientCapabilitiesException", `Requires capabilities : [${needed.join(", ")}]`);

export const terminationProtected = (name: string) =>
  validationError(`Stack [${name}] cannot be deleted while TerminationProtection is enabled`);

export const roleCannotBeAssumed = (arn: string) => validationError(`Role ${arn} is invalid or cannot be assumed`);

/** Several gaps found in one template are told at once. */
export const templateNotEmulated = (gaps: string[]) => new NotEmulated(gaps.join("; "));

export const invalidStackPolicy = () => validationError("Error validating stack policy: Invalid stack policy");
