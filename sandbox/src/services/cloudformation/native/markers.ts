import type { Properties } from "../../../core/resource.ts";
import { isMap } from "../template/template.ts";

/** The file with each marker of its source replaced by the value that was only known at deployment, as CDK's handler does. */
export function replaceMarkers(file: Buffer, markers: Properties, config: Properties): Buffer {
  let text: Buffer = file;
  for (const [marker, value] of Object.entries(markers))
    text = replaceAll(text, Buffer.from(marker), Buffer.from(encode(marker, value, config)));
  return text;
}

function replaceAll(text: Buffer, marker: Buffer, value: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, from)) {
    parts.push(text.subarray(from, at), value);
    from = at + marker.length;
  }
  return parts.length ? Buffer.concat([...parts, text.subarray(from)]) : text;
}

const SAFE_PLAIN_YAML = /^[A-Za-z][A-Za-z0-9._-]*$/;
const YAML_RESERVED = ["y", "n", "yes", "no", "true", "false", "on", "off", "null"];

function encode(marker: string, value: unknown, config: Properties): string {
  const encodings = isMap(config.markerEncodings) ? config.markerEncodings : {};
  const byDefault = String(config.jsonEscape ?? "false").toLowerCase() === "true" ? "UNQUOTED_JSON_VALUE" : "LITERAL";
  const encoding = encodings[marker] ?? byDefault;
  const json = JSON.stringify(value);
  switch (encoding) {
    case "LITERAL":
      return text(marker, "LITERAL", value);
    case "UNQUOTED_JSON_VALUE":
      return json.startsWith('"') ? json.slice(1, -1) : json;
    case "JSON_VALUE":
      return json;
    case "YAML_STRING": {
      const plain = text(marker, "YAML_STRING", value);
      return SAFE_PLAIN_YAML.test(plain) && !YAML_RESERVED.includes(plain.toLowerCase()) ? plain : json;
    }
    default:
      throw new Error(`Unknown marker encoding: ${String(encoding)}`);
  }
}

function text(marker: string, encoding: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw new Error(`Expected a string for ${encoding} encoding for marker ${marker}, got ${typeof value}`);
}
