import {
  AddPermissionCommand,
  GetPolicyCommand,
  LambdaClient,
  RemovePermissionCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";
import type { Lab } from "@course/grader/checks";

interface Statement {
  Sid: string;
  Principal: { Service?: string };
  Condition?: { ArnLike?: { "AWS:SourceArn"?: string } };
}

/** EventBridge may not invoke the function while `run` runs: its permissions are taken out of the function's policy, and put back at the end. */
export async function refusingEvents<T>(lab: Lab, FunctionName: string, run: () => Promise<T>): Promise<T> {
  const lambda = lab.client(LambdaClient);
  const policy = await lambda.send(new GetPolicyCommand({ FunctionName })).catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return undefined; // nobody may invoke it anyway
    throw error;
  });
  const statements = policy ? (JSON.parse(policy.Policy!) as { Statement: Statement[] }).Statement : [];
  const ofEvents = statements.filter(({ Principal }) => Principal.Service === "events.amazonaws.com");
  try {
    for (const { Sid } of ofEvents) await lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: Sid }));
    return await run();
  } finally {
    for (const { Sid, Condition } of ofEvents)
      await lambda.send(
        new AddPermissionCommand({
          FunctionName,
          StatementId: Sid,
          Action: "lambda:InvokeFunction",
          Principal: "events.amazonaws.com",
          SourceArn: Condition?.ArnLike?.["AWS:SourceArn"],
        }),
      );
  }
}
