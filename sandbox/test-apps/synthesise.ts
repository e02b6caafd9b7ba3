import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { zipFolder } from "./zip-folder.ts";

export interface Synthesised {
  template: Record<string, unknown>;
  /** What the template expects in the bootstrap bucket, by key. */
  assets: { key: string; body: Buffer }[];
}

interface AssetManifest {
  files: Record<
    string,
    { source: { path: string; packaging: "zip" | "file" }; destinations: Record<string, { objectKey: string }> }
  >;
}

/** Builds a stack in this process, as `cdk synth` does. */
export function synthesise(name: string, build: (stack: Stack) => void, outdir: string): Synthesised {
  const app = new App({ outdir, analyticsReporting: false, context: { "aws:cdk:disable-asset-staging": false } });
  const stack = new Stack(app, name);
  build(stack);
  const assembly = app.synth();
  const { template, templateFile } = assembly.getStackByName(name) as unknown as {
    template: Record<string, unknown>;
    templateFile: string;
  };
  const manifest = JSON.parse(
    readFileSync(join(outdir, templateFile.replace(/\.template\.json$/, ".assets.json")), "utf8"),
  ) as AssetManifest;
  const assets = Object.values(manifest.files)
    // The stack's own template is sent with the request.
    .filter(({ source }) => source.path !== templateFile)
    .map(({ source, destinations }) => {
      const path = join(outdir, source.path);
      return {
        key: Object.values(destinations)[0]!.objectKey,
        body: source.packaging === "zip" ? zipFolder(path) : readFileSync(path),
      };
    });
  return { template, assets };
}
