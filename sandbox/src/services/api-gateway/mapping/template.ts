import { JSONPath } from "jsonpath-plus";
import { Compile, parse } from "velocityjs";
import { asJava, javaMethods } from "./java-values.ts";

/** What a template can name. */
export interface TemplateScope {
  /** The payload as text. */
  body: string;
  parameters: Record<"path" | "querystring" | "header", Record<string, string>>;
  /** Headers are found by any spelling. */
  header: (name: string) => string | undefined;
  context: Record<string, unknown>;
  stageVariables: Record<string, string>;
}

/**
 * Fills a mapping template (Velocity). Assignments to $context.requestOverride and $context.responseOverride stay in `scope.context`; what is
 * not defined prints as nothing.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html (2026-11)
 */
export function render(template: string, scope: TemplateScope): string {
  const compile = new Printer(parse(template), { valueMapper: asJava, customMethodHandlers: javaMethods });
  const context = {
    input: inputOf(scope),
    util: UTIL,
    context: asJava(scope.context),
    stageVariables: asJava({ ...scope.stageVariables }),
  };
  return compile.render(context, {}, true);
}

/** velocityjs prints maps and lists in a way of its own. Null prints nothing. */
class Printer extends Compile {
  override getReferences(ast: Parameters<Compile["getReferences"]>[0], isPrinted?: boolean) {
    const value = super.getReferences(ast, isPrinted);
    if (!isPrinted || typeof value !== "object") return value;
    return value === null ? "" : String(value);
  }
}

function inputOf({ body, parameters, header }: TemplateScope): object {
  return {
    // AWS fills an absent payload with an empty object.
    body: body === "" ? "{}" : body,
    json: (path: string) => JSON.stringify(query(body, path) ?? ""),
    path: (path: string) => asJava(query(body, path) ?? ""),
    params: (name?: string) => {
      if (name === undefined) return asJava(structuredClone(parameters));
      return parameters.path[name] ?? parameters.querystring[name] ?? header(name) ?? "";
    },
  };
}

/** A JSONPath into the payload; text that is no JSON has nothing inside. */
function query(body: string, path: string): unknown {
  let json: unknown;
  try {
    json = body === "" ? {} : (JSON.parse(body) as unknown);
  } catch {
    return path === "$" ? body : undefined;
  }
  if (json === null || typeof json !== "object") return path === "$" ? json : undefined;
  return JSONPath({ path, json, wrap: false, eval: false });
}

const UTIL = {
  escapeJavaScript,
  parseJson: (text: string) => asJava(JSON.parse(text)),
  urlEncode: (text: unknown) => new URLSearchParams([["", String(text)]]).toString().slice(1),
  urlDecode: (text: unknown) => decodeURIComponent(String(text).replaceAll("+", " ")),
  base64Encode: (text: unknown) => Buffer.from(String(text)).toString("base64"),
  base64Decode: (text: unknown) => Buffer.from(String(text), "base64").toString(),
};

/** As Java's StringEscapeUtils.escapeEcmaScript. */
function escapeJavaScript(text: unknown): string {
  return String(text).replace(/['"\\/\p{Cc}]|\P{ASCII}/gu, (character) => ESCAPES[character] ?? unicode(character));
}

const ESCAPES: Record<string, string> = {
  "'": "\\'",
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
  "\b": "\\b",
  "\n": "\\n",
  "\t": "\\t",
  "\f": "\\f",
  "\r": "\\r",
};

function unicode(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0")}`)
    .join("");
}
