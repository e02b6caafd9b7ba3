/** What parent and child say to each other over IPC. Payloads travel as JSON text: the parent never parses a function's answer. */

/** Given to the child as its only argument. */
export interface ChildOptions {
  /** LAMBDA_TASK_ROOT. */
  codeDir: string;
  /** Stands for /opt, where the function has layers. */
  optDir?: string;
  /** Stands for /tmp. */
  tmpDir: string;
  ephemeralStorageMb: number;
  /** `_HANDLER`, file.export. */
  handler: string;
  /** nodejs24.x, ... */
  runtime: string;
  logFormat: "Text" | "JSON";
  /** Console methods below it print nothing (only with logFormat JSON). */
  logLevel: LogLevel;
  /** Milliseconds to add to real time. */
  clockOffset: number;
}

export type LogLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";

export interface InvokeMessage {
  requestId: string;
  event: string;
  invokedFunctionArn: string;
  /** _X_AMZN_TRACE_ID while it runs. */
  traceHeader: string;
  clientContext?: string;
  /** Real time at which the parent kills the child, milliseconds since the epoch. */
  deadline: number;
  clockOffset: number;
}

export interface FunctionErrorBody {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

export type ChildMessage =
  | { type: "ready" }
  | { type: "init-failed"; error: FunctionErrorBody }
  /** One call of console.*, already in the log format, with its line end. */
  | { type: "log"; message: string }
  /** A piece of a streamed response, in base64. */
  | { type: "chunk"; requestId: string; data: string; contentType?: string }
  /** `streamed`: the payload went before, in chunks. */
  | { type: "succeeded"; requestId: string; payload: string; streamed?: { contentType?: string }; rss: number }
  /** `fatal`: the child ends after this (uncaught exception, unhandled rejection). */
  | { type: "failed"; requestId: string; error: FunctionErrorBody; fatal: boolean; rss: number };
