import type { InvokeCommandInput, InvokeCommandOutput } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../../core/service.ts";
import { StatesError } from "../asl/errors.ts";
import type { Json } from "../../../core/json.ts";
import { optimizedFailure } from "./failures.ts";
import { describeService } from "../../../aws-sdk-call/services.ts";

export const LAMBDA_NAMES = { prefix: "Lambda", service: "AWSLambda", base: "AWSLambdaException" };

/** A task whose resource is the ARN of a function: the input is the event, what it returns the result. */
export async function callFunction(arn: string, input: Json, context: OperationContext): Promise<Json> {
  const output = await invoke({ FunctionName: arn, Payload: Buffer.from(JSON.stringify(input)) }, context);
  const text = Buffer.from(output.Payload ?? "").toString();
  if (output.FunctionError !== undefined) throw functionFailure(text);
  return text === "" ? null : (JSON.parse(text) as Json);
}

export async function invoke(input: InvokeCommandInput, context: OperationContext): Promise<InvokeCommandOutput> {
  try {
    return await context.call<InvokeCommandInput, InvokeCommandOutput>("lambda", "Invoke", input);
  } catch (error) {
    const { errors } = await describeService("lambda");
    throw optimizedFailure(error, LAMBDA_NAMES, errors);
  }
}

/** What a function threw: its errorType is the error, its whole answer the cause. */
export function functionFailure(text: string): StatesError {
  const { errorType } = JSON.parse(text) as { errorType?: string };
  return new StatesError(errorType ?? "Lambda.Unknown", text);
}
