import type { Stack } from "aws-cdk-lib";
import type { World } from "./world.ts";

/** A small CDK app: deployed as version 1, updated to version 2 and deleted (test-apps.test.ts), and once more for each of its policy statements without it (mutate-iam.ts). */
export interface TestApp {
  /** The stack; a template in its place is deployed as it is. */
  build(stack: Stack, version: number): object | void;
  /** Looks at the deployed stack from outside, after each version. It must fail when any one of the policy statements is missing. */
  behaves(world: World, version: number): Promise<unknown>;
  /** What must be there before the deployment. */
  prepare?(world: World): Promise<unknown>;
  /** Things that outlive the stack, as the inventory names them, with the reason. */
  leaves?: Record<string, string>;
  /** Policy statements without which everything works, as statements.ts names them, with the reason. */
  superfluous?: Record<string, string>;
}

/** Apps by name. */
export type TestApps = Record<string, TestApp>;
