import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Lab } from "../lab.ts";

export interface FunctionSettings {
  name: string;
  arn: string;
  /** The ARN of its role. */
  role: string;
  timeoutMs: number;
  logGroup: string;
  environment: Record<string, string>;
}

/** How a function is set up; `functionName` may be its ARN too. */
export async function functionSettings(lab: Lab, functionName: string): Promise<FunctionSettings> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: functionName });
  const { FunctionName, FunctionArn, Role, Timeout, LoggingConfig, Environment } = await lab
    .client(LambdaClient)
    .send(command);
  return {
    name: FunctionName!,
    arn: FunctionArn!,
    role: Role!,
    timeoutMs: Timeout! * 1000,
    logGroup: LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`,
    environment: Environment?.Variables ?? {},
  };
}
