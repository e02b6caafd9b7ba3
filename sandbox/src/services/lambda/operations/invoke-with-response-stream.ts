import type {
  InvokeWithResponseStreamCommandInput,
  InvokeWithResponseStreamCommandOutput,
  InvokeWithResponseStreamResponseEvent,
} from "@aws-sdk/client-lambda";
import { operation, type OperationContext } from "../../../core/service.ts";
import { onInvocation, referenceOf } from "../access.ts";
import { functionNotFound, validationError } from "../errors.ts";
import { LATEST } from "../function.ts";
import { invokeVersion } from "../invocation.ts";
import { logTail, parsePayload } from "../payload.ts";
import { findFunction, findVersion } from "../reference.ts";

/** Chunks as the function writes them; a function that does not stream answers in one. */
export const invokeWithResponseStream = operation<
  InvokeWithResponseStreamCommandInput,
  InvokeWithResponseStreamCommandOutput
>({
  accepts: ["FunctionName", "InvocationType", "LogType", "ClientContext", "Payload", "Qualifier"],
  access: (input, context) => [onInvocation(input, context)],
  async run(input, context) {
    const reference = referenceOf(input, context);
    const type = input.InvocationType ?? "RequestResponse";
    if (type !== "RequestResponse" && type !== "DryRun")
      throw validationError(type, "invocationType", "Member must satisfy enum value set: [RequestResponse, DryRun]");
    const event = parsePayload(input.Payload as Uint8Array | undefined, type);
    const owner = findFunction(reference, context);
    const version = owner && findVersion(owner, reference.qualifier);
    if (!owner || !version) throw functionNotFound(`${reference.functionArn}:${reference.qualifier ?? LATEST}`);
    if (type === "DryRun") return { StatusCode: 204, EventStream: none() };

    const request = {
      requestId: context.requestId,
      event,
      arn: reference.arn,
      ...(input.ClientContext ? { clientContext: Buffer.from(input.ClientContext, "base64").toString() } : {}),
    };
    const events = await eventsOf(
      (sink) => invokeVersion(owner, version, request, context, sink),
      input.LogType,
      context,
    );
    return { StatusCode: 200, ExecutedVersion: version.version, EventStream: events };
  },
});

type Event = InvokeWithResponseStreamResponseEvent;
type Run = (sink: Parameters<typeof invokeVersion>[4]) => ReturnType<typeof invokeVersion>;

/** Rejects when the invocation cannot begin (a throttle); what fails later stands in the last event. */
async function eventsOf(
  run: Run,
  logType: string | undefined,
  context: OperationContext,
): Promise<AsyncIterable<Event>> {
  const events: Event[] = [];
  let wake = (): void => {};
  let isOver = false;
  let begin = (): void => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const push = (event: Event): void => {
    events.push(event);
    begin();
    wake();
  };

  const follow = async (): Promise<void> => {
    const { result, log, isStreamed } = await run((chunk) => push({ PayloadChunk: { Payload: chunk } }));
    if (result.status === "success" && !isStreamed) push({ PayloadChunk: { Payload: Buffer.from(result.payload) } });
    isOver = true;
    push({
      InvokeComplete: {
        ...(result.status === "success" ? {} : { ErrorCode: "Unhandled", ErrorDetails: JSON.stringify(result.error) }),
        ...(logType === "Tail" ? { LogResult: logTail(log) } : {}),
      },
    });
  };
  const running = follow();
  context.background(running.catch(() => {})); // told to the caller, who waits below
  await Promise.race([begun, running]);

  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        for (const event of events.splice(0)) yield event;
        if (isOver && !events.length) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (events.length) resolve();
        });
      }
    },
  };
}

async function* none(): AsyncGenerator<Event> {}
