import { templateFormatError } from "../errors.ts";
import { isMap } from "./template.ts";

/** JSON or YAML to a plain map; the short tags of YAML (!Ref, !Sub, ...) in their long form. What is in the map is checked by structure.ts. */
export async function parseTemplate(body: string): Promise<Record<string, unknown>> {
  const parsed = body.trimStart().startsWith("{") ? parseJson(body) : await parseYaml(body);
  if (!isMap(parsed)) throw templateFormatError("unsupported structure.");
  return parsed;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    // V8 gives a position for most mistakes, not for all. AWS's parser has read the wrong character when it tells where it is (recorded).
    const position = /position (\d+)/.exec(String(error))?.[1];
    const lines = body.slice(0, Number(position ?? 0) + 1).split("\n");
    const where = position === undefined ? "" : ` (line ${lines.length}, column ${lines.at(-1)!.length + 1})`;
    throw templateFormatError(`JSON not well-formed.${where}`);
  }
}

/** Tags whose argument is written as it is under `Fn::<name>`. */
const FUNCTIONS =
  `And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap GetAZs If ImportValue Join Length
  Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll`.split(/\s+/);

async function parseYaml(body: string): Promise<unknown> {
  const { isMap: isYamlMap, isSeq, parseDocument } = await import("yaml");
  type Node = { toJSON(): unknown };

  const tag = (name: string, long: string, convert: (value: unknown) => unknown = (value) => value) =>
    [undefined, "seq", "map"].map((collection) => ({
      tag: `!${name}`,
      ...(collection && { collection: collection as "seq" | "map" }),
      resolve: (value: unknown) => ({
        [long]: convert(isYamlMap(value) || isSeq(value) ? (value as Node).toJSON() : value),
      }),
    }));
  const document = parseDocument(body, {
    uniqueKeys: true,
    customTags: [
      ...tag("Ref", "Ref"),
      ...tag("Condition", "Condition"),
      ...tag("GetAtt", "Fn::GetAtt", (value) => (typeof value === "string" ? splitAttribute(value) : value)),
      ...FUNCTIONS.flatMap((name) => tag(name, `Fn::${name}`)),
    ],
  });
  const error = document.errors[0];
  if (error) {
    const where = error.linePos?.[0];
    throw templateFormatError(`YAML not well-formed.${where ? ` (line ${where.line}, column ${where.col})` : ""}`);
  }
  return document.toJS();
}

/** "Table.StreamArn" names an attribute of Table; the attribute may itself contain dots. */
export function splitAttribute(text: string): string[] {
  const dot = text.indexOf(".");
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
