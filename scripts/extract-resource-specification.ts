/**
 * Writes sandbox/src/services/cloudformation/generated/ from the packages that are installed:
 * - specification-<service>.json: the CloudFormation types of one service, from @aws-cdk/aws-service-spec, without documentation;
 * - type-names.json: the names of all types AWS has, so that an unknown type is told apart from one that is not emulated;
 * - bootstrap-template.json: the CDK Toolkit's own bootstrap template.
 * The output depends on nothing but those packages: a test runs the script into another folder (its argument) and compares.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import { parse } from "yaml";

const SERVICES = `ApiGateway ApiGatewayV2 AppConfig AppSync ApplicationAutoScaling Athena Budgets CertificateManager
  CloudFormation CloudFront CloudWatch Cognito DynamoDB ECR Events Glue IAM KMS Kinesis KinesisFirehose
  Lambda Logs Pipes Route53 S3 SNS SQS SSM Scheduler SecretsManager StepFunctions WAFv2 XRay`.split(/\s+/);

const database = loadAwsServiceSpecSync();
const output = process.argv[2] ?? join(import.meta.dirname, "../sandbox/src/services/cloudformation/generated");
type Resource = ReturnType<typeof database.all<"resource">>[number];
type Property = Resource["properties"][string];
type PropertyType = Property["type"];

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

const resources = database.all("resource").toSorted((a, b) => (a.cloudFormationType < b.cloudFormationType ? -1 : 1));
write(
  "type-names.json",
  [...new Set([...resources.map((resource) => resource.cloudFormationType), "AWS::CDK::Metadata"])].toSorted(),
);

for (const service of SERVICES) {
  const types = resources.filter((resource) => resource.cloudFormationType.startsWith(`AWS::${service}::`));
  write(
    `specification-${service}.json`,
    Object.fromEntries(types.map((resource) => [resource.cloudFormationType, compactResource(resource)])),
  );
}

const require = createRequire(import.meta.url);
const toolkit = dirname(require.resolve("@aws-cdk/toolkit-lib/package.json"));
write(
  "bootstrap-template.json",
  parse(readFileSync(join(toolkit, "lib/api/bootstrap/bootstrap-template.yaml"), "utf8")),
);

function compactResource(resource: Resource) {
  const definitions: Record<string, unknown> = {};
  const properties = compactProperties(resource.properties, definitions);
  return {
    properties,
    definitions: sorted(definitions),
    attributes: Object.keys(resource.attributes).toSorted(),
    ...(resource.tagInformation && {
      tags: { property: resource.tagInformation.tagPropertyName, variant: resource.tagInformation.variant },
    }),
  };
}

function compactProperties(properties: Record<string, Property>, definitions: Record<string, unknown>) {
  return sorted(
    Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        {
          type: compactType(property.type, definitions),
          ...(property.required && { required: true }),
          ...(property.causesReplacement &&
            property.causesReplacement !== "no" && { replaces: property.causesReplacement }),
        },
      ]),
    ),
  );
}

/** "string", "#Definition", ["list", type], ["map", type] or ["one of", type, ...]. */
function compactType(type: PropertyType, definitions: Record<string, unknown>): unknown {
  switch (type.type) {
    case "array":
      return ["list", compactType(type.element, definitions)];
    case "map":
      return ["map", compactType(type.element, definitions)];
    case "union":
      return ["one of", ...type.types.map((each) => compactType(each, definitions))];
    case "ref": {
      const definition = database.get("typeDefinition", type.reference.$ref);
      if (!(definition.name in definitions)) {
        definitions[definition.name] = {};
        definitions[definition.name] = compactProperties(definition.properties, definitions);
      }
      return `#${definition.name}`;
    }
    default:
      return type.type;
  }
}

function sorted<T>(entries: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function write(path: string, content: unknown): void {
  writeFileSync(join(output, path), `${JSON.stringify(content)}\n`);
}
