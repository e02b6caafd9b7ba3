/** The process of one execution environment. It plays the part of AWS's Node.js runtime; the parent is runtime/environment.ts. */
import "../../../../lock.ts";
import { flushCompileCache } from "node:module";
import type { ChildMessage, ChildOptions, InvokeMessage } from "../protocol.ts";
import { current, logFailure, patchConsole } from "./console.ts";
import { errorBody, runtimeError } from "./function-error.ts";
import { invokeWithCallback } from "./invoke-with-callback.ts";
import { isCallbackFree, loadHandler, type Handler } from "./load-handler.ts";
import { mount } from "./mounts.ts";
import { defineAwslambda, invokeStreaming, isStreaming } from "./response-stream.ts";
import { realNow, setClockOffset } from "./sandbox-date.ts";
import { carryTheSdk } from "./sdk-resolution.ts";

const options = JSON.parse(process.argv.pop()!) as ChildOptions;
const channel = process.channel!;
const ipc = process.send!.bind(process) as (message: ChildMessage, sent?: () => void) => void;

// The function sees the environment of AWS, not how the sandbox talks to it.
delete process.send;
delete process.env.SANDBOX_ENDPOINT;
delete process.env.NODE_COMPILE_CACHE;

// The sandbox is gone, be it killed: so is this environment.
process.on("disconnect", () => process.exit(0));

setClockOffset(options.clockOffset);
patchConsole({ ...options, write: (message) => ipc({ type: "log", message }) });
carryTheSdk(options.runtime, options.optDir);
mount(options);
defineAwslambda();

process.on("uncaughtException", (error) => end("Uncaught Exception", error, 129));
process.on("unhandledRejection", (reason) => {
  const stack = reason instanceof Error ? reason.stack : undefined;
  end("Unhandled Promise Rejection", runtimeError("Runtime.UnhandledPromiseRejection", String(reason), stack), 128);
});

/** A failure that nobody caught: the invocation, or the init, fails with it and the process ends. */
function end(title: string, error: Error, exitCode: number): void {
  logFailure(title, error);
  const body = errorBody(error);
  const exit = () => process.exit(exitCode);
  if (current.requestId === undefined) ipc({ type: "init-failed", error: body }, exit);
  else
    ipc(
      { type: "failed", requestId: current.requestId, error: body, fatal: true, rss: process.memoryUsage.rss() },
      exit,
    );
}

function succeed(requestId: string, result: unknown): void {
  let payload: string;
  try {
    payload = JSON.stringify(result) ?? "null";
  } catch {
    return fail(requestId, runtimeError("Runtime.JSONStringifyError", "Unable to stringify response body"));
  }
  ipc({ type: "succeeded", requestId, payload, rss: process.memoryUsage.rss() });
}

function fail(requestId: string, thrown: unknown): void {
  logFailure("Invoke Error", thrown);
  ipc({ type: "failed", requestId, error: errorBody(thrown), fatal: false, rss: process.memoryUsage.rss() });
}

async function invoke(handler: Handler, message: InvokeMessage): Promise<void> {
  const { requestId } = message;
  current.requestId = requestId;
  setClockOffset(message.clockOffset);
  process.env["_X_AMZN_TRACE_ID"] = message.traceHeader;
  try {
    const event = JSON.parse(message.event) as unknown;
    const context = createContext(message);
    if (isStreaming(handler)) {
      const { contentType } = await invokeStreaming(handler, event, context, (chunk, type) =>
        ipc({ type: "chunk", requestId, data: chunk.toString("base64"), ...(type && { contentType: type }) }),
      );
      const streamed = contentType === undefined ? {} : { contentType };
      return ipc({ type: "succeeded", requestId, payload: "", streamed, rss: process.memoryUsage.rss() });
    }
    const result = isCallbackFree(options.runtime)
      ? await handler(event, context)
      : await invokeWithCallback(handler, event, context, channel);
    succeed(requestId, result);
  } catch (thrown) {
    fail(requestId, thrown);
  }
}

function createContext(message: InvokeMessage): object {
  const { env } = process;
  return {
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: message.clientContext === undefined ? undefined : (JSON.parse(message.clientContext) as unknown),
    identity: undefined,
    invokedFunctionArn: message.invokedFunctionArn,
    awsRequestId: message.requestId,
    getRemainingTimeInMillis: () => message.deadline - realNow(),
  };
}

try {
  const handler = await loadHandler(options);
  process.on("message", (message) => void invoke(handler, message as InvokeMessage));
  ipc({ type: "ready" });
  // Now, because the parent ends environments with SIGKILL, which would lose what was compiled.
  flushCompileCache();
} catch (error) {
  end("Uncaught Exception", error as Error, 1);
}
