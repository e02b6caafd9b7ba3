import type { Parameter as ParameterShape, ParameterMetadata } from "@aws-sdk/client-ssm";
import { parameterArn } from "./name.ts";
import { type Parameter, sealed, type Version } from "./parameter.ts";

type Owner = { account: string; region: string };

/** A parameter as GetParameter answers it. */
export function describeValue(
  owner: Owner,
  parameter: Parameter,
  version: Version,
  options: { decrypt?: boolean; selector?: string } = {},
): ParameterShape {
  return {
    Name: parameter.name,
    Type: version.type,
    Value: valueFor(parameter, version, options.decrypt),
    Version: version.version,
    ...(options.selector === undefined ? {} : { Selector: `:${options.selector}` }),
    LastModifiedDate: new Date(version.modifiedAt),
    ARN: parameterArn(owner, parameter.name),
    DataType: "text",
  };
}

/** Only a SecureString needs decryption to be read. */
export function valueFor(parameter: Parameter, version: Version, decrypt: boolean | undefined): string {
  return version.type === "SecureString" && !decrypt ? sealed(parameter.name, version) : version.value;
}

/** What DescribeParameters and GetParameterHistory say about a version, without its value. */
export function describeVersion(owner: Owner, parameter: Parameter, version: Version): ParameterMetadata {
  return {
    Name: parameter.name,
    ARN: parameterArn(owner, parameter.name),
    Type: version.type,
    ...(version.keyId ? { KeyId: version.keyId } : {}),
    LastModifiedDate: new Date(version.modifiedAt),
    LastModifiedUser: version.modifiedBy,
    ...(version.description === undefined ? {} : { Description: version.description }),
    ...(version.allowedPattern === undefined ? {} : { AllowedPattern: version.allowedPattern }),
    Version: version.version,
    Tier: version.tier,
    Policies: [],
    DataType: "text",
  };
}
