import type { InvokeCommandInput, InvokeCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onInvocation, referenceOf } from "../access.ts";
import { enqueue } from "../async/async-queue.ts";
import { functionNotFound } from "../errors.ts";
import { LATEST } from "../function.ts";
import { invokeVersion } from "../invocation.ts";
import { logTail, parsePayload } from "../payload.ts";
import { findFunction, findVersion } from "../reference.ts";

type Payload = InvokeCommandOutput["Payload"];

export const invoke = operation<InvokeCommandInput, InvokeCommandOutput>({
  accepts: ["FunctionName", "InvocationType", "LogType", "ClientContext", "Payload", "Qualifier"],
  access: (input, context) => [onInvocation(input, context)],
  async run(input, context) {
    const reference = referenceOf(input, context);
    const type = input.InvocationType ?? "RequestResponse";
    const event = parsePayload(input.Payload as Uint8Array | undefined, type);
    const owner = findFunction(reference, context);
    const version = owner && findVersion(owner, reference.qualifier);
    if (!owner || !version) throw functionNotFound(`${reference.functionArn}:${reference.qualifier ?? LATEST}`);
    if (type === "DryRun") return { StatusCode: 204 };

    const request = {
      requestId: context.requestId,
      event,
      arn: reference.arn,
      ...(input.ClientContext ? { clientContext: Buffer.from(input.ClientContext, "base64").toString() } : {}),
    };
    if (type === "Event") {
      enqueue(reference, request, context);
      return { StatusCode: 202 };
    }
    const { result, log } = await invokeVersion(owner, version, request, context);
    const payload = result.status === "success" ? result.payload : JSON.stringify(result.error);
    return {
      StatusCode: 200,
      ExecutedVersion: version.version,
      // The SDK's type is its decoded blob with a transform method; on the wire and between services it is bytes.
      Payload: Buffer.from(payload) as unknown as Payload,
      ...(result.status === "success" ? {} : { FunctionError: "Unhandled" }),
      ...(input.LogType === "Tail" ? { LogResult: logTail(log) } : {}),
    };
  },
});
