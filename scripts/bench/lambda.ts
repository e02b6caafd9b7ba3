import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, DeleteFunctionCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { createZip } from "../../sandbox/src/services/lambda/zip.ts";
import { TRUST } from "./bench-function.ts";
import { clientOptions, repeat } from "./measure.ts";
import type { Report } from "./report.ts";

const COLD_STARTS = 7;
const CODE = `
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient({});
export const handler = async () => ({ ok: client !== undefined });
`;

/** Cold and warm invocations of a function that loads an SDK client. */
export async function lambdaFigures(report: Report, endpoint: string): Promise<void> {
  const lambda = new LambdaClient(clientOptions(endpoint));
  const { Role } = await new IAMClient(clientOptions(endpoint)).send(
    new CreateRoleCommand({ RoleName: "bench", AssumeRolePolicyDocument: TRUST }),
  );
  const ZipFile = createZip({ "index.mjs": CODE });
  const invoke = async (name: string): Promise<number> => {
    const startedAt = performance.now();
    const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: name, Payload: "{}" }));
    if (FunctionError) throw new Error(`the function failed: ${FunctionError}`);
    return performance.now() - startedAt;
  };
  const cold: number[] = [];
  let warm: number[] = [];
  for (let run = 0; run <= COLD_STARTS; run++) {
    const name = `bench-${run}`;
    const settings = { Role: Role!.Arn!, Runtime: "nodejs24.x" as const, Handler: "index.handler", MemorySize: 256 };
    await lambda.send(new CreateFunctionCommand({ FunctionName: name, ...settings, Code: { ZipFile } }));
    const first = await invoke(name);
    // The first run loads the sandbox's own parts and fills the compile cache.
    if (run > 0) cold.push(first);
    if (run === COLD_STARTS) warm = await repeat(300, () => invoke(name));
    await lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
  }
  report("lambda-cold-with-sdk", cold, "ms", { most: 200 });
  report("lambda-warm-invoke-p50", warm, "ms", { most: 3 });
}
