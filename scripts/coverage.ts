/**
 * `npm run coverage`: writes docs/coverage/coverage.json, what the sandbox emulates and refuses, as the code says it: operations and their parameters,
 * resource types and their properties, and the gaps and deliberate differences that the header of each service names. A test holds the file against the code.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Coverage, ServiceCoverage } from "../docs/lib/coverage.ts";
import type { PropertyTree } from "../sandbox/src/core/resource.ts";
import {
  specificationOf,
  type PropertySpecifications,
  type PropertyType,
  type TypeSpecification,
} from "../sandbox/src/services/cloudformation/specification/specification.ts";
import { services, type ServiceEntry } from "../sandbox/src/services/index.ts";
import { describeClient } from "../sandbox/src/wire/client.ts";
import { shapeOf } from "../sandbox/src/wire/schema.ts";

const REFUSED = "AWS has it, we refuse";
const sandbox = fileURLToPath(new URL("../sandbox/", import.meta.url));
export const coverageFile = fileURLToPath(new URL("../docs/coverage/coverage.json", import.meta.url));

export async function readCoverage(): Promise<Coverage> {
  const known = JSON.parse(
    readFileSync(join(sandbox, "src/services/cloudformation/generated/type-names.json"), "utf8"),
  ) as string[];
  return { services: await Promise.all(Object.entries(services).map(([id, entry]) => coverageOf(id, entry, known))) };
}

async function coverageOf(id: string, entry: ServiceEntry, known: string[]): Promise<ServiceCoverage> {
  const { client, operations, resources = {} } = await entry.load();
  const all = [...describeClient(await client()).operations].toSorted(([a], [b]) => a.localeCompare(b, "en"));
  const prefixes = [entry.types ?? []].flat();
  const types = known.filter((type) => prefixes.some((prefix) => type.startsWith(prefix)));
  return {
    id,
    operations: Object.fromEntries(
      all.flatMap(([name, schema]) => {
        const operation = operations[name];
        if (!operation || operation.refused) return [];
        const members = shapeOf(schema, "input")?.getMemberSchemas() ?? {};
        return [[name, Object.keys(members).filter((member) => !operation.accepts.includes(member))]];
      }),
    ),
    refusedOperations: all.map(([name]) => name).filter((name) => !operations[name] || operations[name].refused),
    types: Object.fromEntries(
      Object.keys(resources)
        .toSorted()
        .map((type) => [type, refusedProperties(specificationOf(type), resources[type]!.emulates)]),
    ),
    refusedTypes: types.filter((type) => !resources[type]),
    ...remarksOf(readFileSync(join(sandbox, `src/services/${id}/index.ts`), "utf8")),
  };
}

/** Paths of the specification that the tree does not reach: "StreamSpecification.ResourcePolicy". */
function refusedProperties(specification: TypeSpecification | undefined, tree: PropertyTree): string[] {
  return specification ? refusedIn(specification.properties, tree, specification, "") : [];
}

function refusedIn(
  members: PropertySpecifications,
  tree: PropertyTree,
  specification: TypeSpecification,
  prefix: string,
): string[] {
  return Object.entries(members).flatMap(([name, { type }]) => {
    const below = tree[name];
    if (below === true) return [];
    if (below === undefined) return [prefix + name];
    const definition = specification.definitions[definitionName(type) ?? ""];
    return definition ? refusedIn(definition, below, specification, `${prefix}${name}.`) : [];
  });
}

function definitionName(type: PropertyType): string | undefined {
  if (typeof type === "string") return type.startsWith("#") ? type.slice(1) : undefined;
  return type.map(definitionName).find((name) => name);
}

/** The parts "Gaps" and "By design" of a service's header comment, as Markdown; what a part says of itself in brackets is its first words. */
function remarksOf(code: string): Pick<ServiceCoverage, "gaps" | "byDesign"> {
  const header = /\/\*\*\n( \*.*\n)*? \*\//.exec(code)?.[0] ?? "";
  const text = header.replaceAll(/^(\/\*\*| \*\/| \* ?)/gm, "");
  const parts = text.split(/^(?=(?:Emulated|Gaps|By design)\b[^:]*:)/m).map((part) => {
    const [, name = "", bracket, rest = ""] = /^(\w[\w ]*?)(?: \(([^)]*)\))?:\s*([^]*)$/.exec(part) ?? [];
    return { name, text: (bracket && bracket !== REFUSED ? [`${bracket}:`, rest] : [rest]).join("\n\n").trim() };
  });
  const named = (wanted: string): string[] => parts.filter(({ name }) => name === wanted).map((part) => part.text);
  return { gaps: named("Gaps"), byDesign: named("By design") };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const coverage = await readCoverage();
  writeFileSync(coverageFile, `${JSON.stringify(coverage, null, 2)}\n`);
  const count = (part: "operations" | "types"): number =>
    coverage.services.reduce((sum, service) => sum + Object.keys(service[part]).length, 0);
  console.log(
    `${coverage.services.length} services, ${count("operations")} operations, ${count("types")} resource types`,
  );
}
