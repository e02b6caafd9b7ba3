import type { Parameter, Tag } from "@aws-sdk/client-cloudformation";
import type { Properties } from "../../../core/resource.ts";
import type { OperationContext } from "../../../core/service.ts";
import { insufficientCapabilities, templateFormatError, templateNotEmulated, validationError } from "../errors.ts";
import { NOTHING_KNOWN, stackScope } from "./stack-scope.ts";
import { chosen, dependencyGraph, inOrder } from "./graph.ts";
import { desiredProperties } from "./desired-properties.ts";
import { providerOf } from "./providers.ts";
import { nativeGaps } from "../native/native-handlers.ts";
import { propertyProblems } from "../specification/check-properties.ts";
import { propertiesNotEmulated } from "../specification/emulated.ts";
import { hasAttribute, isCustomResource, specificationOf } from "../specification/specification.ts";
import type { Revision, Stack } from "../stack/stack.ts";
import { dynamicReferenceGaps, secureReferences } from "../template/dynamic-references.ts";
import type { Scope } from "../template/evaluate.ts";
import { parameterValues } from "../template/parameters.ts";
import { readTemplate } from "../template/read-template.ts";
import { referencesIn } from "../template/references.ts";
import { checkRules } from "../template/rules.ts";
import type { ResourceDefinition, Template } from "../template/template.ts";

interface RevisionInput {
  templateBody: string;
  Parameters?: Parameter[] | undefined;
  Tags?: Tag[] | undefined;
  Capabilities?: string[] | undefined;
  RoleARN?: string | undefined;
  DisableRollback?: boolean | undefined;
  /** Not by a change set, which shows what the transform makes of it. */
  isDirect?: boolean;
}

/** Reads and checks everything that can be known before a resource is made: what AWS refuses with its words, what is not emulated with ours. */
export async function newRevision(input: RevisionInput, stack: Stack, context: OperationContext): Promise<Revision> {
  const given = input.Parameters ?? [];
  const previous = stack.revision?.parameters ?? [];
  const { template, processed } = await readTemplate(input.templateBody, given, previous, context);
  checkCapabilities(template, input);
  const parameters = await parameterValues(template, given, previous, context);
  const revision: Revision = {
    templateBody: input.templateBody,
    processedBody: processed,
    template,
    parameters,
    tags: input.Tags ?? stack.revision?.tags ?? [],
    capabilities: input.Capabilities ?? [],
    roleArn: input.RoleARN ?? stack.revision?.roleArn,
    disableRollback: input.DisableRollback ?? false,
  };
  const scope = stackScope(stack, revision, context, NOTHING_KNOWN);
  checkRules(template, scope.expression);
  for (const name of Object.keys(template.Conditions ?? {})) scope.condition(name);
  const active = inOrder(dependencyGraph(template, scope.condition));
  checkActiveReferences(template, active, scope);
  await checkResources(template, active, revision.tags, scope);
  return revision;
}

const NAMES: Record<string, string> = {
  "AWS::IAM::Role": "RoleName",
  "AWS::IAM::User": "UserName",
  "AWS::IAM::Group": "GroupName",
  "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
  "AWS::IAM::InstanceProfile": "InstanceProfileName",
};

/** IAM resources need the caller's word for it; named ones a stronger one. */
function checkCapabilities(
  template: Template,
  { Capabilities: capabilities = [], isDirect = false }: Pick<RevisionInput, "Capabilities" | "isDirect">,
): void {
  if (isDirect && template.Transform !== undefined && !capabilities.includes("CAPABILITY_AUTO_EXPAND"))
    throw insufficientCapabilities(["CAPABILITY_AUTO_EXPAND"]);
  const iam = Object.values(template.Resources).filter((resource) => resource.Type.startsWith("AWS::IAM::"));
  const isNamed = iam.some((resource) => resource.Properties?.[NAMES[resource.Type] ?? ""] !== undefined);
  if (isNamed && !capabilities.includes("CAPABILITY_NAMED_IAM"))
    throw insufficientCapabilities(["CAPABILITY_NAMED_IAM"]);
  if (iam.length && !capabilities.some((capability) => /^CAPABILITY_(NAMED_)?IAM$/.test(capability)))
    throw insufficientCapabilities(["CAPABILITY_IAM"]);
}

/** References that count: to resources that will exist, and to attributes their types have. */
function checkActiveReferences(template: Template, active: string[], scope: Scope): void {
  const exist = new Set(active);
  const isGone = (name: string) => Object.hasOwn(template.Resources, name) && !exist.has(name);
  const referenced = active.flatMap((id) => referencesIn(chosen(template.Resources[id]!.Properties, scope.condition)));
  const gone = referenced.filter(({ name }) => isGone(name)).map(({ name }) => name);
  if (gone.length)
    throw templateFormatError(
      `Unresolved resource dependencies [${[...new Set(gone)].join(", ")}] in the Resources block of the template`,
    );
  for (const { name, attribute } of referenced) {
    if (attribute && !hasAttribute(template.Resources[name]?.Type ?? "", attribute))
      throw validationError(
        `Template error: resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`,
      );
  }
  const outputs = Object.values(template.Outputs ?? {}).filter(
    (output) => output.Condition === undefined || scope.condition(output.Condition),
  );
  const goneInOutputs = referencesIn(chosen(outputs, scope.condition)).filter(({ name }) => isGone(name));
  if (goneInOutputs.length)
    throw validationError(
      `Unresolved resource dependencies [${[...new Set(goneInOutputs.map(({ name }) => name))].join(", ")}] in the Outputs block of the template`,
    );
}

async function checkResources(template: Template, active: string[], tags: Tag[], scope: Scope): Promise<void> {
  const gaps: string[] = [];
  const secure: string[] = [];
  for (const id of active) {
    const definition = template.Resources[id]!;
    const specification = specificationOf(definition.Type);
    const properties = desiredProperties(definition, tags, scope);
    const problems = specification ? propertyProblems(properties, specification) : [];
    if (problems.length)
      throw validationError(`Properties validation failed for resource ${id} with message:\n${problems.join("\n")}`);
    secure.push(...secureReferences(properties, `${definition.Type}/Properties`));
    const of = `${definition.Type} (resource ${id})`;
    const provider = await providerOf(definition.Type, id);
    if (!provider) {
      gaps.push(`the resource type ${of}`);
      continue;
    }
    if (specification)
      gaps.push(
        ...propertiesNotEmulated(properties, provider.emulates, specification).map(
          (path) => `the property ${path} of ${of}`,
        ),
      );
    const refusals = [...(provider.refuses?.(properties) ?? []), ...customGaps(definition, properties, template)];
    gaps.push(...refusals.map((refusal) => `${refusal}, of ${of}`));
    gaps.push(...dynamicReferenceGaps(properties).map((gap) => `${gap} in ${of}`));
  }
  if (secure.length) throw validationError(`SSM Secure reference is not supported in: [${secure.join(",")}]`);
  if (gaps.length) throw templateNotEmulated([...new Set(gaps)]);
}

/** What custom resources ask of types that the sandbox may not have. */
function customGaps({ Type }: ResourceDefinition, properties: Properties, template: Template): string[] {
  if (!isCustomResource(Type)) return [];
  const topics = referencesIn(properties.ServiceToken).filter(
    ({ name }) => template.Resources[name]?.Type === "AWS::SNS::Topic",
  );
  return [
    ...nativeGaps(Type, properties),
    ...(topics.length ? ["custom resources with an SNS topic as ServiceToken"] : []),
  ];
}
