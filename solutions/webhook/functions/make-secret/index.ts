import { randomBytes } from "node:crypto";
import { DeleteParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";

// Part of the lab, not yours to change: see lib/payment-provider.ts.

const ssm = new SSMClient();

export const handler = async (event: CloudFormationCustomResourceEvent): Promise<void> => {
  const Name = String(event.ResourceProperties["parameterName"]);
  let problem: unknown;
  try {
    if (event.RequestType === "Create") {
      const Value = `whsec_${randomBytes(32).toString("base64")}`;
      await ssm.send(new PutParameterCommand({ Name, Value, Type: "SecureString", Overwrite: true }));
    }
    if (event.RequestType === "Delete") await ssm.send(new DeleteParameterCommand({ Name }));
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) problem = error;
  }
  const { StackId, RequestId, LogicalResourceId } = event;
  await fetch(event.ResponseURL, {
    method: "PUT",
    body: JSON.stringify({
      Status: problem ? "FAILED" : "SUCCESS",
      Reason: problem ? String(problem) : "",
      PhysicalResourceId: Name,
      StackId,
      RequestId,
      LogicalResourceId,
    }),
  });
};
