import { relative } from "node:path";
import { UserError } from "../errors.ts";
import { t } from "../language.ts";
import { root } from "../paths.ts";
import type { Inspection } from "../target/sandbox.ts";
import { print, styled } from "../terminal.ts";

export interface InspectOptions {
  inspect?: boolean;
  /** The first port for debuggers; asks for them by itself. */
  inspectPort?: string;
}

/** Where debuggers look first. */
const INSPECT_PORT = 9229;

export function isInspecting({ inspect, inspectPort }: InspectOptions): boolean {
  return inspect === true || inspectPort !== undefined;
}

/** `--inspect`: says where each function of the app waits for a debugger; undefined without that option. */
export function readInspection(appDir: string, options: InspectOptions): Inspection | undefined {
  if (!isInspecting(options)) return undefined;
  const { inspectPort = String(INSPECT_PORT) } = options;
  const port = Number(inspectPort);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new UserError("badPort", { port: inspectPort });
  let isFirst = true;
  return {
    port,
    onWaiting: (inspector) => {
      print(styled("cyan", t("inspect.waits", { function: inspector.functionName, port: inspector.port })));
      if (isFirst) print(t("inspect.how", { folder: relative(root, appDir), port: inspector.port }));
      isFirst = false;
    },
  };
}
