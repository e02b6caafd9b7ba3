import type { OperationContext } from "../../core/service.ts";
import { accessDenied, functionNotFound, invalidParameter, resourceNotFound, validationError } from "./errors.ts";
import { functionArn, functions, LATEST, type FunctionVersion, type LambdaFunction } from "./function.ts";

/** As AWS prints it in its ValidationException; Create has a narrower one. */
const PATTERN =
  "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";
const CREATE_PATTERN =
  "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";
const PARTS =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-gov)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]+)(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;
const MAX_NAME = 64;
const MAX_REFERENCE = 140;
const QUALIFIER_PATTERN = "\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+";

export interface Reference {
  name: string;
  account: string;
  region: string;
  /** As asked for: undefined, $LATEST, a version, or an alias. */
  qualifier: string | undefined;
  /** Without the qualifier. */
  functionArn: string;
  /** With the qualifier, where there is one. */
  arn: string;
}

/** FunctionName as AWS takes it (name, name:qualifier, partial or full ARN), together with the Qualifier parameter. */
export function parseReference(
  text: string,
  qualifier: string | undefined,
  context: Pick<OperationContext, "account" | "region">,
  { forCreation = false } = {},
): Reference {
  if (forCreation && text.length > MAX_REFERENCE)
    throw validationError(text, "functionName", `Member must have length less than or equal to ${MAX_REFERENCE}`);
  const [, region, account, name, ownQualifier] = PARTS.exec(text) ?? [];
  if (name === undefined || (text.startsWith("arn:") && (region === undefined || account === undefined)))
    throw validationError(
      text,
      "functionName",
      `Member must satisfy regular expression pattern: ${forCreation ? CREATE_PATTERN : PATTERN}`,
    );
  if (forCreation && name.length > MAX_NAME)
    // Recorded: Lambda's own check, not the front end's ValidationException.
    throw invalidParameter(
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to ${MAX_NAME}`,
    );
  if (qualifier !== undefined && !/^(\$LATEST|[a-zA-Z0-9-_$]+)$/.test(qualifier))
    throw validationError(
      qualifier,
      "qualifier",
      `Member must satisfy regular expression pattern: ${QUALIFIER_PATTERN}`,
    );
  if (region !== undefined && region !== context.region)
    throw resourceNotFound(`Functions from '${region}' are not reachable in this region ('${context.region}')`);
  if (ownQualifier !== undefined && qualifier !== undefined && ownQualifier !== qualifier)
    throw invalidParameter("The derived qualifier from the function name does not match the specified qualifier.");
  if (forCreation && account !== undefined && account !== context.account) throw accessDenied();
  const owner = { account: account ?? context.account, region: context.region };
  const chosen = qualifier ?? ownQualifier;
  const base = functionArn(owner, name);
  return {
    ...owner,
    name,
    qualifier: chosen,
    functionArn: base,
    arn: chosen === undefined ? base : `${base}:${chosen}`,
  };
}

/** The function a reference names, whatever its qualifier. */
export function findFunction(reference: Reference, context: OperationContext): LambdaFunction | undefined {
  return context.allState.get(functions, reference.account, reference.region).get(reference.name);
}

export function getFunction(reference: Reference, context: OperationContext, arn = reference.arn): LambdaFunction {
  const found = findFunction(reference, context);
  if (!found) throw functionNotFound(arn);
  return found;
}

/** The version a qualifier stands for; undefined when there is no such version or alias. An alias with weights draws. */
export function findVersion(owner: LambdaFunction, qualifier: string | undefined): FunctionVersion | undefined {
  if (qualifier === undefined || qualifier === LATEST) return owner.latest;
  const alias = owner.aliases.get(qualifier);
  if (!alias) return owner.versions.get(qualifier);
  const [other] = Object.entries(alias.weights);
  const drawn = other && Math.random() < other[1] ? other[0] : alias.version;
  return drawn === LATEST ? owner.latest : owner.versions.get(drawn);
}

export function getVersion(reference: Reference, context: OperationContext, arn = reference.arn): FunctionVersion {
  const version = findVersion(getFunction(reference, context, arn), reference.qualifier);
  if (!version) throw functionNotFound(arn);
  return version;
}
