import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";

interface Template {
  Resources?: Record<string, { Type: string; DeletionPolicy?: string; Metadata?: Record<string, unknown> }>;
}

export interface StackPlan {
  stackName: string;
  /** CloudFormation types with how often they occur. */
  types: Map<string, number>;
  /** Logical ids that a destroy would leave behind (DeletionPolicy Retain or Snapshot). */
  retained: string[];
}

const METADATA = "AWS::CDK::Metadata";

/** What the assembly is about to deploy, read from the template before any call: the stack must exist, be complete, and hold something. */
export function precheck(outdir: string, stackName: string): StackPlan {
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
    missing?: { key: string }[];
    artifacts?: Record<string, { type: string; properties?: { stackName?: string; templateFile?: string } }>;
  };
  if (manifest.missing?.length)
    throw new UserError("lookups", { keys: manifest.missing.map(({ key }) => key).join(", ") });
  const stacks = Object.entries(manifest.artifacts ?? {}).filter(([, { type }]) => type === "aws:cloudformation:stack");
  const named = stacks.map(([id, { properties }]) => ({
    name: properties?.stackName ?? id,
    file: properties?.templateFile,
  }));
  const stack = named.find(({ name }) => name === stackName);
  if (!stack?.file)
    throw new UserError("noSuchStack", { stack: stackName, found: named.map(({ name }) => name).join(", ") || "-" });

  const template = JSON.parse(readFileSync(join(outdir, stack.file), "utf8")) as Template;
  const resources = Object.entries(template.Resources ?? {}).filter(([, { Type }]) => Type !== METADATA);
  if (!resources.length) throw new UserError("emptyStack", { stack: stackName });
  const types = new Map<string, number>();
  for (const [, { Type }] of resources) types.set(Type, (types.get(Type) ?? 0) + 1);
  const retained = resources.filter(
    ([, { DeletionPolicy }]) => DeletionPolicy !== undefined && DeletionPolicy !== "Delete",
  );
  return { stackName, types, retained: retained.map(([logicalId]) => logicalId) };
}
