import { isNativeError } from "node:util/types";
import type { FunctionErrorBody } from "../protocol.ts";

/** An error of the runtime itself, with the name AWS gives it (Runtime.HandlerNotFound, ...). */
export function runtimeError(name: string, message: string, stack?: string): Error {
  const error = Object.assign(new Error(message), { name });
  // V8 writes the class name into the stack; AWS's runtime has classes of these names.
  error.stack = stack ?? error.stack?.replace(/^Error/, name);
  return error;
}

/** What a caller of Invoke reads as the payload of a failed invocation. */
export function errorBody(thrown: unknown): FunctionErrorBody {
  try {
    if (isError(thrown))
      return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? "").split("\n") };
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  } catch {
    return {
      errorType: "handled",
      errorMessage:
        "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
      trace: [],
    };
  }
}

/** The second argument of AWS's own console.error for a failure: a tab and the error as JSON. */
export function loggedError(thrown: unknown): string {
  const error = isError(thrown) ? thrown : new Error(String(thrown));
  try {
    return `\t${JSON.stringify(error, (_, value: unknown) => (isError(value) ? enumerable(value) : value))}`;
  } catch {
    return `\t${JSON.stringify(errorBody(error))}`;
  }
}

function isError(value: unknown): value is Error {
  return isNativeError(value) || value instanceof Error;
}

function enumerable(error: Error & { code?: unknown }): object {
  return {
    errorType: error.name,
    errorMessage: error.message,
    code: error.code,
    ...Object.fromEntries(Object.entries(error)),
    ...(typeof error.stack === "string" ? { stack: error.stack.split("\n") } : {}),
  };
}
