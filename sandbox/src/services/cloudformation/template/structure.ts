import { isKnownType } from "../specification/specification.ts";
import { templateError, templateFormatError, templateNotEmulated, validationError } from "../errors.ts";
import { LANGUAGE_EXTENSIONS } from "./for-each.ts";
import { conditionsIn, functionOf, referencesIn, visit } from "./references.ts";
import { asList, isMap, type ResourceDefinition, type Template } from "./template.ts";

const SECTIONS = `AWSTemplateFormatVersion Description Metadata Transform Parameters Mappings Conditions Rules Resources
  Outputs Hooks`.split(/\s+/);
const RESOURCE_MEMBERS = `Type Properties DependsOn Condition DeletionPolicy UpdateReplacePolicy Metadata CreationPolicy
  UpdatePolicy`.split(/\s+/);
const PSEUDO_PARAMETERS =
  `AWS::AccountId AWS::NotificationARNs AWS::NoValue AWS::Partition AWS::Region AWS::StackId AWS::StackName
  AWS::URLSuffix`.split(/\s+/);

/** Everything AWS checks of a template before it knows parameters. Messages are AWS's. */
export function checkStructure(parsed: Record<string, unknown>): Template {
  const unknown = Object.keys(parsed).filter((section) => !SECTIONS.includes(section));
  if (unknown.length) throw validationError(`Invalid template property or properties [${unknown.join(", ")}]`);
  if (!isMap(parsed.Resources) || Object.keys(parsed.Resources).length === 0)
    throw templateFormatError("At least one Resources member must be defined.");
  for (const section of ["Parameters", "Mappings", "Conditions", "Rules", "Outputs"])
    if (parsed[section] !== undefined && parsed[section] !== null && !isMap(parsed[section]))
      throw templateFormatError(`[/${section}] Every ${section} block must be an object.`);
  checkNames("Parameter", parsed.Parameters);
  for (const [logicalId, resource] of Object.entries(parsed.Resources)) checkResource(logicalId, resource);
  checkOutputs(parsed.Outputs);
  checkNulls(parsed, "");
  checkMappings(parsed.Mappings);

  const template = parsed as unknown as Template;
  const unrecognized = Object.values(template.Resources)
    .map((resource) => resource.Type)
    .filter((type) => !isKnownType(type));
  if (unrecognized.length)
    throw templateFormatError(`Unrecognized resource types: [${[...new Set(unrecognized)].toSorted().join(", ")}]`);
  checkTransforms(template);
  checkReferences(template);
  return template;
}

function checkNames(kind: string, block: unknown): void {
  if (!isMap(block)) return;
  for (const name of Object.keys(block))
    if (!/^[A-Za-z0-9]+$/.test(name)) throw templateFormatError(`${kind} name ${name} is non alphanumeric.`);
}

function checkResource(logicalId: string, resource: unknown): void {
  checkNames("Resource", { [logicalId]: resource });
  if (!isMap(resource)) throw templateFormatError("Any Resources member must be an object.");
  if (typeof resource.Type !== "string")
    throw templateFormatError(`[/Resources/${logicalId}] Every Resources object must contain a Type member.`);
  for (const member of Object.keys(resource))
    if (!RESOURCE_MEMBERS.includes(member)) throw validationError(`Invalid template resource property '${member}'`);
  if (resource.Properties !== undefined && !isMap(resource.Properties))
    throw templateFormatError(`[/Resources/${logicalId}/Properties] Every Properties member must be an object.`);
  for (const member of ["DeletionPolicy", "UpdateReplacePolicy"] as const) {
    const policy = resource[member];
    const allowed = ["Delete", "Retain", "Snapshot", ...(member === "DeletionPolicy" ? ["RetainExceptOnCreate"] : [])];
    if (policy !== undefined && !allowed.includes(policy as string))
      throw validationError(`Unrecognized ${member} ${JSON.stringify(policy)} for template resource ${logicalId}`);
  }
}

function checkOutputs(outputs: unknown): void {
  if (!isMap(outputs)) return;
  checkNames("Output", outputs);
  for (const output of Object.values(outputs))
    if (!isMap(output) || !("Value" in output))
      throw templateFormatError("Every Outputs member must contain a Value object");
}

function checkNulls(value: unknown, path: string): void {
  if (value === null) throw validationError(`[${path}] 'null' values are not allowed in templates`);
  if (typeof value === "object") for (const [key, each] of Object.entries(value)) checkNulls(each, `${path}/${key}`);
}

function checkMappings(mappings: unknown): void {
  if (!isMap(mappings)) return;
  for (const [name, map] of Object.entries(mappings)) {
    if (!isMap(map) || Object.values(map).some((each) => !isMap(each)))
      throw templateFormatError(`Every Mappings member ${name} must be a map`);
    for (const attributes of Object.values(map))
      for (const attribute of Object.values(attributes as object))
        if (isMap(attribute)) throw templateFormatError("Every Mappings attribute must be a String or a List.");
  }
}

function checkTransforms(template: Template): void {
  const gaps: string[] = [];
  const transforms = asList(template.Transform);
  for (const transform of transforms as unknown[])
    if (isMap(transform) && typeof transform.Name !== "string")
      throw validationError("Key Name of transform definition must be a string.");
  for (const transform of transforms)
    if (transform !== LANGUAGE_EXTENSIONS) gaps.push(`the transform ${JSON.stringify(transform)}`);
  if ("Hooks" in template) gaps.push("the Hooks block of a template");
  visit(template.Resources, (name) => {
    if (name === "Fn::Transform") gaps.push(`the function ${name}`);
    if ((name === "Fn::Length" || name === "Fn::ToJsonString") && !transforms.includes(LANGUAGE_EXTENSIONS))
      throw templateFormatError(`Unresolved function ${name}: the template needs Transform: ${LANGUAGE_EXTENSIONS}`);
  });
  for (const [logicalId, resource] of Object.entries(template.Resources))
    gaps.push(...resourceGaps(logicalId, resource));
  if (gaps.length) throw templateNotEmulated([...new Set(gaps)]);
}

function resourceGaps(logicalId: string, resource: ResourceDefinition): string[] {
  const of = `of ${resource.Type} (resource ${logicalId})`;
  return [
    ...["CreationPolicy", "UpdatePolicy"].filter((member) => member in resource).map((member) => `the ${member} ${of}`),
    ...(["DeletionPolicy", "UpdateReplacePolicy"] as const)
      .filter((member) => resource[member] === "Snapshot")
      .map((member) => `${member} Snapshot ${of}`),
  ];
}

function checkReferences(template: Template): void {
  const resources = new Set(Object.keys(template.Resources));
  const names = new Set([...resources, ...Object.keys(template.Parameters ?? {}), ...PSEUDO_PARAMETERS]);
  const unresolvedIn = (value: unknown) =>
    referencesIn(value)
      .filter((reference) => !(reference.attribute === undefined ? names : resources).has(reference.name))
      .map((reference) => reference.name);

  const inConditions = unresolvedIn(template.Conditions);
  if (inConditions.length)
    throw templateFormatError(
      `Unresolved dependencies [${[...new Set(inConditions)].join(", ")}]. Cannot reference resources in the Conditions block of the template`,
    );
  const missing = Object.values(template.Resources).flatMap((resource) => [
    ...unresolvedIn(resource.Properties),
    ...asList(resource.DependsOn).filter((dependency) => !resources.has(dependency)),
  ]);
  if (missing.length)
    throw templateFormatError(
      `Unresolved resource dependencies [${[...new Set(missing)].join(", ")}] in the Resources block of the template`,
    );
  const missingInOutputs = unresolvedIn(template.Outputs);
  if (missingInOutputs.length)
    throw validationError(
      `Unresolved resource dependencies [${[...new Set(missingInOutputs)].join(", ")}] in the Outputs block of the template`,
    );

  const conditions = new Set(Object.keys(template.Conditions ?? {}));
  for (const name of conditionsIn([template.Resources, template.Outputs]))
    if (!conditions.has(name)) throw templateError(`unresolved condition dependency ${name} in Fn::If`);
  for (const [block, members] of [
    ["Resources", template.Resources],
    ["Outputs", template.Outputs ?? {}],
  ] as const)
    for (const member of Object.values(members))
      if (member.Condition !== undefined && !conditions.has(member.Condition))
        throw templateFormatError(
          `Unresolved condition dependency [${member.Condition}] in the ${block} block of the template`,
        );
  for (const [name, condition] of Object.entries(template.Conditions ?? {}))
    if (functionOf(condition) === undefined && !(isMap(condition) && "Condition" in condition))
      throw templateFormatError(`Every Conditions member ${name} must be a boolean function`);
}
