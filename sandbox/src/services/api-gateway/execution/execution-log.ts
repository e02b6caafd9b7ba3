import { MAX_LOGGED_CHARACTERS } from "../limits.ts";

interface LogLine {
  message: string;
  timestamp: number;
  isError: boolean;
}

/** The lines of an execution log; who asked for them (a stage's logging level, TestInvokeMethod) decides at the end what is written. */
export class ExecutionLog {
  readonly requestId: string;
  readonly lines: LogLine[] = [];
  /** Milliseconds; set by the owner, who knows the clock. */
  now: () => number = () => Date.now();

  constructor(requestId: string) {
    this.requestId = requestId;
  }

  info(message: string): void {
    this.lines.push({ message, timestamp: this.now(), isError: false });
  }

  error(message: string): void {
    this.lines.push({ message, timestamp: this.now(), isError: true });
  }
}

/** {a=1, b=2}, as Java prints a map. */
export function javaMap(values: Iterable<[string, string | string[]]>): string {
  return cut(`{${[...values].map(([name, value]) => `${name}=${String(value)}`).join(", ")}}`);
}

export function cut(text: string): string {
  return text.length > MAX_LOGGED_CHARACTERS ? `${text.slice(0, MAX_LOGGED_CHARACTERS)} [TRUNCATED]` : text;
}
