import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import type { TestApp } from "./test-app.ts";
import { zipFolder } from "./zip-folder.ts";

/** A template as JSON. */
// oxlint-disable-next-line no-explicit-any -- a template has as many shapes as CloudFormation has types
export type Template = Record<string, any>;

export interface Synthesised {
  name: string;
  template: Template;
  /** What the template expects in the bootstrap bucket, by key; `template`: it is the template of a nested stack. */
  assets: { key: string; body: Buffer | string; template?: Template }[];
  /** The other stacks of the app, which are deployed before. */
  needs: Synthesised[];
}

interface AssetManifest {
  files: Record<
    string,
    { source: { path: string; packaging: "zip" | "file" }; destinations: Record<string, { objectKey: string }> }
  >;
}

/** Paths of constructs in the templates, as `cdk synth` puts there; and what `cdk init` sets where it matters to a policy. */
const CONTEXT = {
  "aws:cdk:enable-path-metadata": true,
  "aws:cdk:disable-asset-staging": false,
  "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": true,
  "@aws-cdk/aws-iam:minimizePolicies": true,
  "@aws-cdk/aws-apigateway:disableCloudWatchRole": true,
  "@aws-cdk/aws-lambda:recognizeVersionProps": true,
};

const LARGE_BYTES = 10_000_000;
const LAYER = join(import.meta.dirname, "layer");

// What the CLI calls template validation: 0.1 s a stack, and warnings for what these apps do on purpose.
process.env["CDK_VALIDATION"] = "false";

/** Builds a version of an app in this process, as `cdk synth` does. */
export function synthesise(name: string, app: Pick<TestApp, "build">, version: number, outdir: string): Synthesised {
  const cdk = new App({ outdir, analyticsReporting: false, context: CONTEXT });
  const raw = app.build(new Stack(cdk, name), version);
  if (raw) return { name, template: raw, assets: [], needs: [] };
  // In the order of their dependencies.
  const stacks = cdk.synth().stacks.map((artifact) => readStack(artifact as unknown as StackArtifact, outdir));
  const own = stacks.find((stack) => stack.name === name)!;
  return { ...own, needs: stacks.filter((stack) => stack !== own) };
}

interface StackArtifact {
  stackName: string;
  template: Template;
  templateFile: string;
}

function readStack({ stackName: name, template, templateFile }: StackArtifact, outdir: string): Synthesised {
  const manifest = JSON.parse(
    readFileSync(join(outdir, templateFile.replace(/\.template\.json$/, ".assets.json")), "utf8"),
  ) as AssetManifest;
  const assets = Object.values(manifest.files)
    // The stack's own template is sent with the request.
    .filter(({ source }) => source.path !== templateFile)
    .map(({ source, destinations }) => {
      const path = join(outdir, source.path);
      const key = Object.values(destinations)[0]!.objectKey;
      if (source.packaging === "zip") return { key, body: zipFolder(path) };
      // The AWS CLI as a layer, 22 MB for the functions that deploy to buckets; what they do is done natively here.
      const body = statSync(path).size > LARGE_BYTES ? zipFolder(LAYER) : readFileSync(path);
      if (!path.endsWith(".template.json")) return { key, body };
      return { key, body, template: JSON.parse(body.toString()) as Template };
    });
  return { name, template, assets, needs: [] };
}

/** The template, those of its nested stacks, and those of the stacks that it needs. */
export function templatesOf({ template, assets, needs }: Synthesised): Template[] {
  return [template, ...assets.flatMap((asset) => asset.template ?? []), ...needs.flatMap(templatesOf)];
}
