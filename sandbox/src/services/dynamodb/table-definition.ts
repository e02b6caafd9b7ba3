import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
  Projection,
} from "@aws-sdk/client-dynamodb";
import { NotEmulated } from "../../core/errors.ts";
import type { Constraints } from "../../core/constraints.ts";
import { invalidParameters, validation } from "./errors.ts";
import type { KeySchema } from "./key.ts";
import { GLOBAL_INDEXES, LOCAL_INDEXES, PROJECTED_ATTRIBUTES } from "./limits.ts";
import { SortedItems } from "./sorted-items.ts";
import type { SecondaryIndex } from "./table.ts";
import { NAME_PATTERN } from "./tables.ts";

type Types = Map<string, "S" | "N" | "B">;
type IndexInput = Pick<GlobalSecondaryIndex, "IndexName" | "KeySchema" | "Projection">;

/** The model constraints of CreateTable and of what UpdateTable can add. */
export function constrainDefinitions(constraints: Constraints, input: Partial<CreateTableCommandInput>): void {
  for (const [at, definition] of (input.AttributeDefinitions ?? []).entries()) {
    const path = `attributeDefinitions.${at + 1}.member`;
    constraints
      .length(`${path}.attributeName`, definition.AttributeName, { min: 1, max: 255 })
      .oneOf(`${path}.attributeType`, definition.AttributeType, ["B", "N", "S"]);
  }
  if (input.KeySchema) constrainKeySchema(constraints, "keySchema", input.KeySchema);
  for (const [at, index] of (input.LocalSecondaryIndexes ?? []).entries())
    constrainIndex(constraints, `localSecondaryIndexes.${at + 1}.member`, index);
  for (const [at, index] of (input.GlobalSecondaryIndexes ?? []).entries())
    constrainIndex(constraints, `globalSecondaryIndexes.${at + 1}.member`, index);
}

export function constrainIndex(constraints: Constraints, path: string, index: IndexInput): void {
  constraints
    .length(`${path}.indexName`, index.IndexName, { min: 3, max: 255 })
    .matches(`${path}.indexName`, index.IndexName, NAME_PATTERN);
  constrainKeySchema(constraints, `${path}.keySchema`, index.KeySchema ?? []);
  constraints
    .oneOf(`${path}.projection.projectionType`, index.Projection?.ProjectionType, ["ALL", "INCLUDE", "KEYS_ONLY"])
    .length(`${path}.projection.nonKeyAttributes`, index.Projection?.NonKeyAttributes, { min: 1, max: 20 });
}

function constrainKeySchema(constraints: Constraints, path: string, schema: KeySchemaElement[]): void {
  // Global indexes may have keys of up to eight attributes since November 2025.
  if (schema.length > 2 && path !== "keySchema")
    throw new NotEmulated("dynamodb global secondary indexes with keys of more than two attributes");
  constraints.length(path, schema, { min: 1, max: 2 });
  for (const [at, element] of schema.entries())
    constraints
      .length(`${path}.${at + 1}.member.attributeName`, element.AttributeName, { min: 1, max: 255 })
      .oneOf(`${path}.${at + 1}.member.keyType`, element.KeyType, ["HASH", "RANGE"]);
}

export function attributeTypes(definitions: AttributeDefinition[]): Types {
  const types: Types = new Map();
  for (const { AttributeName: name, AttributeType: type } of definitions) {
    if (types.has(name!)) throw validation(`Attribute Name is duplicated: ${name}`);
    types.set(name!, type!);
  }
  return types;
}

export function keySchema(elements: KeySchemaElement[], types: Types): KeySchema {
  const names = elements.map((element) => element.AttributeName!);
  if (names.length > types.size) throw validation("Invalid KeySchema: Some index key attribute have no definition");
  if (names.some((name) => !types.has(name)))
    throw invalidParameters(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${names.join(", ")}], AttributeDefinitions: [${[...types.keys()].join(", ")}]`,
    );
  if (names[0] === names[1])
    throw validation("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  if (elements[0]!.KeyType !== "HASH")
    throw validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  if (elements[1] && elements[1].KeyType !== "RANGE")
    throw validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  const part = (name: string) => ({ name, type: types.get(name)! });
  return { hash: part(names[0]!), ...(names[1] !== undefined && { sort: part(names[1]) }) };
}

export function localIndexes(
  input: LocalSecondaryIndex[] | undefined,
  table: KeySchema,
  types: Types,
): SecondaryIndex[] {
  if (!input) return [];
  if (!input.length) throw invalidParameters("List of LocalSecondaryIndexes is empty");
  if (!table.sort)
    throw invalidParameters(
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    );
  const made = input.map((index) => {
    const keys = keySchema(index.KeySchema!, types);
    if (!keys.sort) throw invalidParameters(`Index KeySchema does not have a range key for index: ${index.IndexName}`);
    if (keys.hash.name !== table.hash.name)
      throw invalidParameters(
        `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${index.IndexName}. index hash key: ${keys.hash.name}, table hash key: ${table.hash.name}`,
      );
    return makeIndex("local", index, keys);
  });
  if (made.length > LOCAL_INDEXES)
    throw invalidParameters(`Number of LocalSecondaryIndexes exceeds per-table limit of ${LOCAL_INDEXES}`);
  return made;
}

export function globalIndexes(input: IndexInput[] | undefined, types: Types): SecondaryIndex[] {
  if (!input) return [];
  if (!input.length) throw invalidParameters("List of GlobalSecondaryIndexes is empty");
  const made = input.map((index) => makeIndex("global", index, keySchema(index.KeySchema!, types)));
  if (made.length > GLOBAL_INDEXES)
    throw invalidParameters(`GlobalSecondaryIndex count exceeds the per-table limit of ${GLOBAL_INDEXES}`);
  return made;
}

function makeIndex(kind: SecondaryIndex["kind"], input: IndexInput, keys: KeySchema): SecondaryIndex {
  return {
    name: input.IndexName!,
    kind,
    keys,
    ...projectionOf(input.Projection!),
    items: new SortedItems(),
    status: kind === "local" ? "ACTIVE" : "CREATING",
    backfilling: false,
  };
}

function projectionOf({ ProjectionType: type, NonKeyAttributes: attributes }: Projection) {
  if (!type) throw invalidParameters("Unknown ProjectionType: null");
  if (type !== "INCLUDE" && attributes)
    throw invalidParameters(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  if (type === "INCLUDE" && !attributes)
    throw invalidParameters(`ProjectionType is ${type}, but NonKeyAttributes is not specified`);
  const duplicate = attributes?.find((name, at) => attributes.indexOf(name) !== at);
  if (duplicate !== undefined) throw invalidParameters(`Duplicate element in NonKeyAttributes: ${duplicate}`);
  return { projection: type, included: attributes ?? [] };
}

/** What holds over all indexes of a table together. */
export function checkIndexes(table: KeySchema, indexes: SecondaryIndex[], types: Types): void {
  const names = new Set<string>();
  for (const { name } of indexes) {
    if (names.has(name)) throw invalidParameters(`Duplicate index name: ${name}`);
    names.add(name);
  }
  const included = indexes.reduce((sum, index) => sum + index.included.length, 0);
  if (included > PROJECTED_ATTRIBUTES)
    throw invalidParameters(
      `Number of projected attributes in all indexes exceeds the per-table limit of ${PROJECTED_ATTRIBUTES}`,
    );
  const used = new Set(
    [table, ...indexes.map((index) => index.keys)].flatMap((keys) =>
      keys.sort ? [keys.hash.name, keys.sort.name] : [keys.hash.name],
    ),
  );
  if (used.size === types.size) return;
  if (!indexes.length)
    throw invalidParameters(
      "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    );
  throw invalidParameters(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${[...types.keys()].join(", ")}], keys used: [${[...used].join(", ")}]`,
  );
}
