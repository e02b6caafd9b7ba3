import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { runtimeError } from "./function-error.ts";
import type { ChildOptions } from "../protocol.ts";
import { underOpt } from "./mounts.ts";
import { isStreaming } from "./response-stream.ts";

export type Handler = (event: unknown, context: object, callback?: Callback) => unknown;
type Callback = (error?: unknown, result?: unknown) => void;

const CALLBACK_REMOVED =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";

/** Imports the module that `_HANDLER` names and finds its function; throws the errors of AWS's runtime. */
export async function loadHandler({ codeDir, optDir, handler: name, runtime }: ChildOptions): Promise<Handler> {
  if (name.includes(".."))
    throw runtimeError(
      "Runtime.MalformedHandlerName",
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  const last = basename(name);
  const [, moduleName, exportName] = /^([^.]*)\.(.*)$/.exec(last) ?? [];
  if (moduleName === undefined || exportName === undefined)
    throw runtimeError("Runtime.MalformedHandlerName", "Bad handler");

  const module = await importModule(codeDir, underOpt(name.slice(0, name.lastIndexOf(last)), optDir), moduleName);
  const handler = find(module, exportName) ?? find((module as { default?: unknown } | undefined)?.default, exportName);
  if (!handler) throw runtimeError("Runtime.HandlerNotFound", `${name} is undefined or not exported`);
  if (typeof handler !== "function") throw runtimeError("Runtime.HandlerNotFound", `${name} is not a function`);

  // A streaming handler has three parameters too: event, stream, context.
  if (isCallbackFree(runtime) && handler.length >= 3 && !isStreaming(handler))
    throw runtimeError("Runtime.CallbackHandlerDeprecated", CALLBACK_REMOVED);
  return handler as Handler;
}

/** nodejs24.x and later: no callbacks, and whatever the handler returns is its result. */
export function isCallbackFree(runtime: string): boolean {
  return Number(/^nodejs(\d+)/.exec(runtime)?.[1]) >= 24;
}

async function importModule(codeDir: string, folder: string, name: string): Promise<unknown> {
  const path =
    isAbsolute(folder) && existsSync(folder) ? join(folder, name) : resolve(codeDir, folder.replace(/^\//, ""), name);
  const file = ["", ".js", ".mjs", ".cjs"].map((extension) => path + extension).find(isFile);
  if (!file)
    throw runtimeError(
      "Runtime.ImportModuleError",
      `Error: Cannot find module '${name}'\nRequire stack:\n- /var/runtime/index.mjs`,
    );
  try {
    if (isModule(file, codeDir)) return await import(pathToFileURL(file).href);
    return createRequire(join(codeDir, "index.js"))(file);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw runtimeError("Runtime.UserCodeSyntaxError", String(thrown), thrown.stack);
    const code = (thrown as NodeJS.ErrnoException | undefined)?.code;
    if (code === "ERR_REQUIRE_ASYNC_MODULE") return await import(pathToFileURL(file).href);
    if (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND")
      throw runtimeError("Runtime.ImportModuleError", String(thrown));
    throw thrown;
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** .mjs, or .js under a package.json with "type": "module". */
function isModule(file: string, codeDir: string): boolean {
  if (extname(file) !== ".js") return extname(file) === ".mjs";
  for (let folder = dirname(file); !relative(codeDir, folder).startsWith(".."); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest))
      return (JSON.parse(readFileSync(manifest, "utf8")) as { type?: string }).type === "module";
  }
  return false;
}

function find(module: unknown, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], module);
}
