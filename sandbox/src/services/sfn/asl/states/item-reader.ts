import { languageOf, numberIn } from "../data-flow.ts";
import type { StateDefinition } from "../definition.ts";
import { StatesError } from "../errors.ts";
import { isObject, type Json, type JsonObject } from "../../../../core/json.ts";
import { evaluateJsonata } from "../jsonata-expression.ts";
import { fillTemplate } from "../payload-template.ts";
import type { Scope } from "../scope.ts";
import { DELIMITERS, parseCsv } from "./csv.ts";
import { parseResource } from "./resource.ts";

/** The items of a distributed Map state that stand in S3: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html (2026-11) */
export async function readItems(state: StateDefinition, input: Json, scope: Scope): Promise<Json[]> {
  const reader = state.ItemReader!;
  const config = (reader["ReaderConfig"] ?? {}) as JsonObject;
  const max = await numberIn(config, "MaxItems", input, scope);
  if (max !== undefined && max < 0) throw failed("field MaxItems must be positive");
  const parameters = await argumentsOf(reader, "ItemReader", state, input, scope);
  const isList = String(reader["Resource"]).endsWith(":listObjectsV2");
  const items = isList ? await listObjects(parameters, scope) : parse(await readObject(parameters, scope), config);
  return max ? items.slice(0, max) : items;
}

/** Parameters or Arguments of ItemReader and ResultWriter. */
export async function argumentsOf(
  fields: JsonObject,
  name: string,
  state: StateDefinition,
  input: Json,
  scope: Scope,
): Promise<JsonObject> {
  const filled =
    languageOf(state, scope) === "JSONata"
      ? await evaluateJsonata(fields["Arguments"] ?? {}, `${name}/Arguments`, { input }, scope)
      : fillTemplate(fields["Parameters"] ?? {}, input, scope);
  return filled as JsonObject;
}

function failed(cause: string): StatesError {
  return new StatesError("States.ItemReaderFailed", cause);
}

export async function callS3(action: string, parameters: Json, { host, signal }: Scope): Promise<JsonObject> {
  const resource = parseResource(`arn:aws:states:::aws-sdk:s3:${action}`)!;
  return (await host.call({ resource, parameters, signal })) as JsonObject;
}

async function readObject(parameters: JsonObject, scope: Scope): Promise<string> {
  try {
    return String((await callS3("getObject", parameters, scope))["Body"]);
  } catch (error) {
    if (error instanceof StatesError) throw failed(error.errorCause ?? "");
    throw error;
  }
}

async function listObjects(parameters: JsonObject, scope: Scope): Promise<Json[]> {
  const items: Json[] = [];
  let token: Json | undefined;
  do {
    const page = await callS3(
      "listObjectsV2",
      token === undefined ? parameters : { ...parameters, ContinuationToken: token },
      scope,
    );
    for (const each of (page["Contents"] ?? []) as JsonObject[])
      items.push({
        Etag: each["ETag"] ?? null,
        Key: each["Key"] ?? null,
        LastModified: Math.floor(Date.parse(String(each["LastModified"])) / 1000),
        Size: each["Size"] ?? null,
        StorageClass: each["StorageClass"] ?? "STANDARD",
      });
    token = page["NextContinuationToken"];
  } while (token !== undefined);
  return items;
}

function parse(text: string, config: JsonObject): Json[] {
  switch (config["InputType"]) {
    case "CSV": {
      const delimiter = DELIMITERS[String(config["CSVDelimiter"] ?? "COMMA")] ?? ",";
      const given = config["CSVHeaderLocation"] === "GIVEN" ? (config["CSVHeaders"] as string[]) : undefined;
      return parseCsv(text, delimiter, given);
    }
    case "JSONL":
      return text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map(parseJson);
    default:
      return itemsIn(parseJson(text), config["ItemsPointer"]);
  }
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw failed("Attempting to map over non-iterable node.");
  }
}

/** The array itself, or the one that a JSON pointer leads to. */
function itemsIn(value: Json, pointer: Json | undefined): Json[] {
  let found: Json | undefined = value;
  for (const part of String(pointer ?? "")
    .split("/")
    .slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    found = isObject(found) ? found[name] : Array.isArray(found) ? found[Number(name)] : undefined;
  }
  if (!Array.isArray(found)) throw failed("Attempting to map over non-iterable node.");
  return found;
}
