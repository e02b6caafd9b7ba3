import { AwsError } from "../../core/errors.ts";

/** AWS sends an empty message with this one. */
export const parameterNotFound = () => new AwsError("ParameterNotFound", "");

export const parameterAlreadyExists = () =>
  new AwsError(
    "ParameterAlreadyExists",
    "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
  );

export const versionNotFound = (name: string, version: string) =>
  new AwsError(
    "ParameterVersionNotFound",
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  );

export const labelNotFound = (name: string, label: string) =>
  new AwsError(
    "ParameterVersionNotFound",
    `Systems Manager could not find label ${label} of ${name}. Verify the label and try again.`,
  );

export const validation = (message: string) => new AwsError("ValidationException", message, { status: 400 });

export const reservedName = (name: string) =>
  new AwsError("AccessDeniedException", `No access to reserved parameter name: ${name}.`, { status: 400 });

export const hierarchyTooDeep = (levels: number) =>
  new AwsError(
    "HierarchyLevelLimitExceededException",
    `A hierarchy can have a maximum of ${levels} levels. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html`,
  );

export const patternMismatch = (pattern: string) =>
  new AwsError(
    "ParameterPatternMismatchException",
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  );

export const invalidPattern = () =>
  new AwsError("InvalidAllowedPatternException", "The parameter pattern is not a valid regular expression.");

export const hierarchyTypeMismatch = () =>
  new AwsError(
    "HierarchyTypeMismatchException",
    "Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a parameter from a String type to a SecureString type. You must create a new, unique parameter.",
  );

export const maxVersions = (name: string, version: number) =>
  new AwsError(
    "ParameterMaxVersionLimitExceeded",
    `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag. Version ${version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
  );

export const tooManyLabels = (labels: number) =>
  new AwsError(
    "ParameterVersionLabelLimitExceeded",
    `A parameter version can have maximum ${labels} labels.Move one or more labels to another version and try again.`,
  );

export const invalidNextToken = () => new AwsError("InvalidNextToken", "The specified token isn't valid.");

export const invalidResourceId = () =>
  new AwsError(
    "InvalidResourceId",
    "The resource ID isn't valid. Verify that you entered the correct ID and try again.",
  );

export const tooManyTags = () => new AwsError("TooManyTagsError", "");
