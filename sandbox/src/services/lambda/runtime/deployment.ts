import type { LogLevel } from "./protocol.ts";

/** One version of a function as the runtime needs it. Environments belong to exactly one deployment; a change of code or configuration makes a new one. */
export interface Deployment {
  functionName: string;
  version: string;
  account: string;
  region: string;
  runtime: string;
  handler: string;
  /** Folder of the unpacked code. */
  codeDir: string;
  /** Folder that stands for /opt, where the function has layers. */
  optDir?: string;
  memorySize: number;
  /** MB of /tmp. */
  ephemeralStorage: number;
  timeoutSeconds: number;
  /** Environment variables of the function. */
  variables: Record<string, string>;
  logging: {
    group: string;
    format: "Text" | "JSON";
    applicationLevel: LogLevel;
    systemLevel: "DEBUG" | "INFO" | "WARN";
  };
}

/** Credentials of a session of the function's role. */
export interface SessionCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** Sandbox time, milliseconds. */
  expiresAt: number;
}

export interface LogEvent {
  /** Sandbox time, milliseconds. */
  timestamp: number;
  message: string;
}
