import type { InvokeCommandInput, InvokeCommandOutput } from "@aws-sdk/client-lambda";
import type { StartSyncExecutionCommandInput, StartSyncExecutionCommandOutput } from "@aws-sdk/client-sfn";
import { invokeApiDestination } from "../../api-destination/invoke.ts";
import { parseArn } from "../../core/arn.ts";
import { AwsError } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { httpParametersFor } from "./http-parameters.ts";
import type { Pipe } from "./pipe.ts";
import { transform, type Variables } from "./template.ts";

/** What the enrichment makes of the events: more of them, fewer, or none. Rejects with its error. */
export async function enrich(pipe: Pipe, events: readonly Variables[], context: OperationContext): Promise<unknown> {
  const { Enrichment: arn, EnrichmentParameters: parameters } = pipe.settings;
  const inputs = events.map((event) => transform(parameters?.InputTemplate, event));
  const { service } = parseArn(arn!)!;
  if (service === "events") {
    const http = httpParametersFor(parameters?.HttpParameters, events[0]!);
    return jsonOf(await invokeApiDestination(arn!, inputs[0]!, http, context));
  }
  const input = `[${inputs.join(",")}]`;
  return service === "lambda" ? invokeFunction(arn!, input, context) : executeSync(arn!, input, context);
}

/** Invokes a function and gives back what it returns. Rejects when it fails. */
export async function invokeFunction(arn: string, input: string, context: OperationContext): Promise<unknown> {
  const { Payload, FunctionError } = await context.call<InvokeCommandInput, InvokeCommandOutput>("lambda", "Invoke", {
    FunctionName: arn,
    Payload: Buffer.from(input),
  });
  const text = Buffer.from(Payload ?? "").toString();
  if (FunctionError !== undefined) throw new AwsError("FunctionError", text, { status: 400 });
  return jsonOf(text);
}

/** Runs an express state machine to its end. Rejects when it does not succeed. */
export async function executeSync(arn: string, input: string, context: OperationContext): Promise<unknown> {
  const { account, region } = parseArn(arn)!;
  const execution = await context.call<StartSyncExecutionCommandInput, StartSyncExecutionCommandOutput>(
    "sfn",
    "StartSyncExecution",
    { stateMachineArn: arn, input },
    { account, region },
  );
  if (execution.status !== "SUCCEEDED")
    throw new AwsError(execution.error ?? execution.status!, execution.cause ?? "", { status: 400 });
  return jsonOf(execution.output ?? "");
}

/** JSON, or the text itself; null for nothing. */
function jsonOf(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
