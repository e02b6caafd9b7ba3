import type { GetParameterCommandInput, GetParameterCommandOutput } from "@aws-sdk/client-ssm";
import type { OperationContext } from "../../../core/service.ts";
import { templateFormatError, validationError } from "../errors.ts";
import { asList, type ParameterDefinition, type Template } from "./template.ts";

/** A parameter as the request gives it. */
export interface ParameterInput {
  ParameterKey?: string | undefined;
  ParameterValue?: string | undefined;
  UsePreviousValue?: boolean | undefined;
}

export interface ParameterValue {
  key: string;
  /** As given or defaulted; for Systems Manager parameter types the name in Parameter Store. */
  text: string;
  /** What Ref gives: a string, or a list of strings. */
  value: string | string[];
  noEcho: boolean;
  /** The value read from Parameter Store. */
  resolved?: string;
}

const SSM_VALUE = /^AWS::SSM::Parameter::Value<(.+)>$/;
const SCALAR = /^(String|Number|AWS::SSM::Parameter::Name|AWS::[A-Za-z0-9]+::[A-Za-z0-9:]+)$/;
const LIST = /^(CommaDelimitedList|List<(String|Number|AWS::[A-Za-z0-9:]+)>)$/;

/** The values of a template's parameters: given, previous or default ones, checked, read from Parameter Store where their type says so. */
export async function parameterValues(
  template: Template,
  given: ParameterInput[],
  previous: ParameterValue[],
  context: OperationContext,
): Promise<ParameterValue[]> {
  const definitions = template.Parameters ?? {};
  const unknown = given
    .map((parameter) => parameter.ParameterKey ?? "")
    .filter((key) => !Object.hasOwn(definitions, key));
  if (unknown.length) throw validationError(`Parameters: [${unknown.join(", ")}] do not exist in the template`);

  const texts = new Map<string, string>();
  const missing: string[] = [];
  for (const [key, definition] of Object.entries(definitions)) {
    checkType(key, definition);
    const input = given.find((parameter) => parameter.ParameterKey === key);
    const before = previous.find((parameter) => parameter.key === key);
    const text = input?.UsePreviousValue ? before?.text : (input?.ParameterValue ?? definition.Default);
    if (text === undefined) missing.push(key);
    else texts.set(key, String(text));
  }
  // Recorded: those of Parameter Store are read, and missed, before the others.
  const unread = missing.find((key) => SSM_VALUE.test(definitions[key]!.Type));
  if (unread) throw validationError(`Parameter ${unread} should either have input value or default value`);
  if (missing.length) throw validationError(`Parameters: [${missing.join(", ")}] must have values`);

  return Promise.all(
    Object.entries(definitions).map(async ([key, definition]) => {
      const text = texts.get(key)!;
      const noEcho = String(definition.NoEcho ?? false) === "true";
      const stored = SSM_VALUE.exec(definition.Type)?.[1];
      if (stored === undefined) {
        const value = LIST.test(definition.Type) ? splitList(text) : text;
        for (const each of Array.isArray(value) ? value : [value]) checkConstraints(key, each, definition);
        return { key, text, value, noEcho };
      }
      checkConstraints(key, text, definition);
      const resolved = await readParameter(text, context);
      return { key, text, value: LIST.test(stored) ? splitList(resolved) : resolved, noEcho, resolved };
    }),
  );
}

function checkType(key: string, definition: ParameterDefinition): void {
  const type = definition?.Type;
  if (typeof type !== "string") throw templateFormatError("Every Parameters object must contain a Type member.");
  const inner = SSM_VALUE.exec(type)?.[1] ?? type;
  if (!SCALAR.test(inner) && !LIST.test(inner))
    throw templateFormatError(`Unrecognized parameter type: ${type} for parameter ${key}`);
}

function splitList(text: string): string[] {
  return text === "" ? [] : text.split(",").map((each) => each.trim());
}

async function readParameter(name: string, context: OperationContext): Promise<string> {
  try {
    const { Parameter } = await context.call<GetParameterCommandInput, GetParameterCommandOutput>(
      "ssm",
      "GetParameter",
      {
        Name: name,
      },
    );
    if (Parameter!.Type === "SecureString")
      throw validationError(`Parameters [${name}] referenced by template have types not supported by CloudFormation.`);
    return Parameter!.Value!;
  } catch (error) {
    if ((error as Error).name === "ParameterNotFound")
      throw validationError(`Unable to fetch parameters [${name}] from parameter store for this account.`);
    throw error;
  }
}

function checkConstraints(key: string, value: string, definition: ParameterDefinition): void {
  const fail = (reason: string) => {
    throw validationError(
      definition.ConstraintDescription
        ? `Parameter ${key} failed to satisfy constraint: ${definition.ConstraintDescription}`
        : `Parameter '${key}' ${reason}`,
    );
  };
  const { AllowedValues, AllowedPattern, MinLength, MaxLength, MinValue, MaxValue } = definition;
  if (definition.Type === "Number" || definition.Type === "List<Number>") {
    const number = Number(value);
    if (value.trim() === "" || Number.isNaN(number)) throw validationError(`Parameter '${key}' must be a number.`);
    if (MinValue !== undefined && number < Number(MinValue)) fail(`must be a number not less than ${MinValue}`);
    if (MaxValue !== undefined && number > Number(MaxValue)) fail(`must be a number not greater than ${MaxValue}`);
  }
  if (AllowedValues !== undefined && !asList(AllowedValues).map(String).includes(value))
    fail(`must be one of AllowedValues`);
  if (AllowedPattern !== undefined && !pattern(key, AllowedPattern).test(value))
    fail(`must match pattern ${AllowedPattern}`);
  if (MinLength !== undefined && value.length < Number(MinLength))
    fail(`must contain at least ${MinLength} characters`);
  if (MaxLength !== undefined && value.length > Number(MaxLength)) fail(`must contain at most ${MaxLength} characters`);
}

function pattern(key: string, text: string): RegExp {
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    throw templateFormatError(`AllowedPattern of parameter ${key} is not a valid regular expression.`);
  }
}
