/** Where an app is deployed and checked. Only the two files beside this one know which it is. */
export interface Target {
  kind: "sandbox" | "aws";
  account: string;
  region: string;
  /** The variables of a process that runs the learner's app: what it may know before the target answers. */
  synthEnvironment: Record<string, string>;
  /** Resolves when the target answers. */
  open(): Promise<OpenTarget>;
  /** False once a sandbox of ours has gone by itself: then no other error tells the cause. */
  isAlive(): boolean;
  /** Ends what was started for this target. */
  close(): Promise<void>;
}

export interface OpenTarget {
  kind: "sandbox" | "aws";
  region: string;
  /** The AWS_* variables (and what belongs to them) of every process that talks to this target. */
  environment: Record<string, string>;
  /** How to steer and observe a sandbox. */
  sandbox?: { endpoint: string; token: string };
  /** How often to ask for the stack's events, in milliseconds. */
  pollMs: number;
}

/** Variables that could lead a process elsewhere: all of AWS's and CDK's own. */
const FOREIGN = /^(AWS_|CDK_|BOTO_)/;

/** The environment of a child: this process's own without anything that names credentials or endpoints, then `environment`. */
export function childEnvironment(environment: Record<string, string>): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !FOREIGN.test(entry[0]),
  );
  return { ...Object.fromEntries(own), ...environment };
}

/** Makes this process talk to the target and to nothing else: the SDK and the CDK Toolkit read process.env. */
export function enter(target: Pick<OpenTarget, "environment">): void {
  for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) delete process.env[name];
  Object.assign(process.env, target.environment);
}
