import { isDeepStrictEqual } from "node:util";
import type { RequiresRecreation, ResourceChangeDetail } from "@aws-sdk/client-cloudformation";
import type { Properties } from "../../../core/resource.ts";
import { replacementOf } from "../specification/replacement.ts";
import type { TypeSpecification } from "../specification/specification.ts";
import type { Revision, Stack, StackResource } from "../stack/stack.ts";
import { isUnresolved } from "../template/evaluate.ts";
import { referencesIn } from "../template/references.ts";
import type { ResourceDefinition } from "../template/template.ts";
import { known } from "./known.ts";

const RECREATION: Record<string, RequiresRecreation> = { yes: "Always", maybe: "Conditionally", no: "Never" };

/** Why one property of a resource changes: its text in the template, a parameter, or what another resource will be. */
export function changeDetails(
  name: string,
  before: StackResource,
  { after, shown: shownAfter }: { after: Properties; shown: Properties },
  {
    stack,
    revision,
    definition,
    specification,
  }: { stack: Stack; revision: Revision; definition: ResourceDefinition; specification: TypeSpecification | undefined },
): ResourceChangeDetail[] {
  const [old, next] = [before.properties[name], after[name]];
  const isTags = specification?.tags?.property === name;
  const replaces = specification ? replacementOf(name, old, next, specification) : "no";
  const target: ResourceChangeDetail["Target"] = {
    Attribute: isTags ? "Tags" : "Properties",
    ...(isTags ? {} : { Name: name }),
    RequiresRecreation: RECREATION[replaces]!,
    Path: `/Properties/${name}`,
    ...(old === undefined ? {} : { BeforeValue: shown((before.shownProperties ?? before.properties)[name]) }),
    ...(next === undefined ? {} : { AfterValue: shown(known(shownAfter[name])) }),
    AttributeChangeType: old === undefined ? "Add" : next === undefined ? "Remove" : "Modify",
  };
  const text = definition.Properties?.[name];
  const parameters = changedParameters(stack, revision);
  const references = referencesIn(text);
  const causes = [
    ...references
      .filter((reference) => reference.attribute === undefined && parameters.has(reference.name))
      .map((reference) => ({
        ChangeSource: "ParameterReference" as const,
        CausingEntity: reference.name,
        Evaluation: "Static" as const,
      })),
    ...(isUnresolved(next)
      ? references
          .filter((reference) => Object.hasOwn(revision.template.Resources, reference.name))
          .map((reference) => ({
            ChangeSource:
              reference.attribute === undefined ? ("ResourceReference" as const) : ("ResourceAttribute" as const),
            CausingEntity:
              reference.attribute === undefined ? reference.name : `${reference.name}.${reference.attribute}`,
            Evaluation: "Dynamic" as const,
          }))
      : []),
  ];
  const isEdited = !isDeepStrictEqual(before.definition.Properties?.[name], text);
  if (isEdited || !causes.length || parameters.size)
    return [
      ...causes.map((cause) => ({ Target: target, ...cause })),
      {
        Target: target,
        ChangeSource: "DirectModification",
        Evaluation: causes.length || isUnresolved(next) ? "Dynamic" : "Static",
      },
    ];
  return causes.map((cause) => ({ Target: target, ...cause }));
}

function shown(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function changedParameters(stack: Stack, revision: Revision): Set<string> {
  const before = new Map((stack.revision?.parameters ?? []).map((parameter) => [parameter.key, parameter.value]));
  return new Set(
    revision.parameters
      .filter((parameter) => !isDeepStrictEqual(before.get(parameter.key), parameter.value))
      .map((parameter) => parameter.key),
  );
}
