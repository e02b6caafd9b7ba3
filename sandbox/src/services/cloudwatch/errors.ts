import { AwsError } from "../../core/errors.ts";

/** Recorded: the codes of the query protocol without "Exception", in JSON with it. */
export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}

export function invalidCombination(message: string): AwsError {
  return new AwsError("InvalidParameterCombinationException", message);
}

export function missingParameter(name: string): AwsError {
  return new AwsError("MissingRequiredParameterException", `The parameter ${name} is required.`);
}

export function validation(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

export function invalidNextToken(): AwsError {
  return new AwsError("InvalidNextToken", "Invalid nextToken");
}

/** Recorded in test_set_alarm_invalid_input: without a text. */
export function alarmNotFound(): AwsError {
  return new AwsError("ResourceNotFound", "");
}

export function resourceNotFound(arn: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Resource ${arn} not found`, {
    members: { ResourceType: "alarm", ResourceId: arn },
  });
}

export function invalidFormat(message: string): AwsError {
  return new AwsError("InvalidFormatFault", message);
}
