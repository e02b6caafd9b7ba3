/** The policy statements of a template, and the template without one of them. */
import { templatesOf, type Synthesised, type Template } from "./synthesise.ts";

export interface Statement {
  /** Path of the construct (or the logical id), "#" and the place among the resource's statements; "#trust" where it says who may assume a role. */
  name: string;
  /** What it allows or denies, for people. */
  text: string;
  effect: "Allow" | "Deny";
}

interface Found extends Statement {
  remove(): void;
}

interface Place {
  logicalId: string;
  resource: Template;
  /** Where the resource stands: among the template's, or in a loop. */
  among: Template;
}

/** Resources whose whole meaning is one statement; the policy of CloudWatch Logs is a text with references in it, and counts as one. */
const IS_STATEMENT = /^AWS::(Lambda::(Permission|LayerVersionPermission)|Logs::ResourcePolicy)$/;

/** Takes the place of the last statement of a policy that has to stay: says nothing that is not so without it. */
const NOTHING = { Effect: "Allow", Action: "sts:GetCallerIdentity", Resource: "*" };
const TRUST_OF_NOBODY = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "polly.amazonaws.com" } };

/** All resources of a template, also those that loops make. */
export function resourcesOf(template: Template): Place[] {
  const collect = (among: Template): Place[] =>
    Object.entries(among).flatMap(([logicalId, resource]) =>
      logicalId.startsWith("Fn::ForEach::")
        ? collect((resource as [string, unknown, Template])[2])
        : [{ logicalId, resource: resource as Template, among }],
    );
  return collect(template["Resources"]);
}

export function statementsOf(synthesised: Synthesised): Statement[] {
  return templatesOf(synthesised).flatMap((template) => find(template));
}

/** The app without the statement; the same where it has none of that name. */
export function without(name: string, { template, assets, needs, ...own }: Synthesised): Synthesised {
  const mutant: Synthesised = {
    ...own,
    needs: needs.map((needed) => without(name, needed)),
    template: structuredClone(template),
    assets: assets.map((asset) => (asset.template ? { ...asset, template: structuredClone(asset.template) } : asset)),
  };
  for (const each of templatesOf({ ...mutant, needs: [] }))
    find(each)
      .find((statement) => statement.name === name)
      ?.remove();
  // The name of an asset comes of what it was before; CloudFormation reads what is there.
  for (const asset of mutant.assets) if (asset.template) asset.body = JSON.stringify(asset.template);
  return mutant;
}

function find(template: Template): Found[] {
  return resourcesOf(template).flatMap((place) => {
    const { Type, Properties = {} } = place.resource;
    const path = pathOf(place);
    if (IS_STATEMENT.test(Type))
      return {
        name: path,
        text: Properties.PolicyDocument ? Type : `${JSON.stringify(Properties.Principal)} ${Properties.Action}`,
        effect: "Allow",
        remove: () => removeResource(place, template),
      };
    const documents = documentsIn(Properties);
    let counter = 0;
    return documents.flatMap(({ owner, key, isTrust, removeOwner }) => {
      const document = owner[key] as Template;
      const statements: Template[] = [document["Statement"]].flat();
      return statements.map((statement, index): Found => ({
        name: isTrust ? `${path}#trust${index || ""}` : `${path}#${counter++}`,
        text: [statement["NotAction"] ? "not" : [], statement["Action"] ?? statement["NotAction"]].flat(2).join(", "),
        effect: statement["Effect"],
        remove() {
          if (statements.length > 1) document["Statement"] = statements.toSpliced(index, 1);
          else if (isTrust) document["Statement"] = [TRUST_OF_NOBODY];
          else if (owner === Properties && key === "PolicyDocument") {
            if (isReferenced(place.logicalId, template)) document["Statement"] = [NOTHING];
            else removeResource(place, template);
          } else if (owner === Properties) delete owner[key];
          // One of the list Policies of a role, user or group, or the ResourcePolicy of a table.
          else removeOwner();
        },
      }));
    });
  });
}

interface Document {
  owner: Template;
  key: string;
  isTrust: boolean;
  removeOwner(): void;
}

/** Policy documents anywhere in the properties: of IAM, of buckets, APIs, queues, tables. */
function documentsIn(owner: Template, isTrust = false, removeOwner: Document["removeOwner"] = () => {}): Document[] {
  return Object.entries(owner).flatMap(([key, value]) => {
    if (value === null || typeof value !== "object") return [];
    const trusts = isTrust || key === "AssumeRolePolicyDocument";
    if ("Statement" in value) return [{ owner, key, isTrust: trusts, removeOwner }];
    return documentsIn(value as Template, trusts, () =>
      Array.isArray(owner) ? owner.splice(owner.indexOf(value), 1) : delete owner[key],
    );
  });
}

function pathOf({ logicalId, resource }: Place): string {
  const path = resource["Metadata"]?.["aws:cdk:path"] as string | undefined;
  return (
    path
      ?.split("/")
      .slice(1)
      .join("/")
      .replace(/\/Resource$/, "") ?? logicalId
  );
}

function isReferenced(logicalId: string, template: Template): boolean {
  const text = JSON.stringify(template);
  return [`{"Ref":"${logicalId}"}`, `"Fn::GetAtt":["${logicalId}"`, `\${${logicalId}`].some((use) =>
    text.includes(use),
  );
}

function removeResource({ logicalId, among }: Place, template: Template): void {
  delete among[logicalId];
  for (const { resource } of resourcesOf(template)) {
    if (resource["DependsOn"] === undefined) continue;
    resource["DependsOn"] = [resource["DependsOn"]].flat().filter((other) => other !== logicalId);
  }
}
