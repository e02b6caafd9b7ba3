import { join } from "node:path";
import { deploy, destroy } from "./deployment.ts";
import type { TestSandbox } from "../src/testing.ts";
import { synthesise, type Synthesised } from "./synthesise.ts";
import type { TestApp } from "./test-app.ts";
import { createWorld } from "./world.ts";

/** The versions of an app, built below `folder`. */
export function versionsOf(name: string, app: TestApp, folder: string): Synthesised[] {
  return [1, 2].map((version) => synthesise(name, app, version, join(folder, `${name}-${version}`)));
}

/** Deploys each version of an app, looks at it, and destroys the stack. Rejects at the first thing that is not as it should be. */
export async function live(
  app: TestApp,
  versions: Synthesised[],
  sandbox: TestSandbox,
  {
    isHopeless,
    onPhase = () => Promise.resolve(),
  }: {
    /** Asked while the behaviour waits for something: whether it need not. */
    isHopeless?: () => Promise<boolean>;
    /** Called after each deployment, behaviour and destruction. */
    onPhase?: () => Promise<void>;
  } = {},
): Promise<void> {
  for (const [index, synthesised] of versions.entries()) {
    const version = index + 1;
    const outputs = await deploy(synthesised, version, sandbox);
    await onPhase();
    await app.behaves(createWorld(sandbox, outputs, isHopeless), version);
    await onPhase();
  }
  await destroy(versions.at(-1)!, sandbox);
  await onPhase();
}
