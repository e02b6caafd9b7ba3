import { readFileSync } from "node:fs";

/** What slab tells the process that runs the checks, in the file that SLAB_SESSION names. */
export interface Session {
  lab: string;
  stackName: string;
  /** Outputs of the stack by key. */
  outputs: Record<string, string>;
  /** Texts of the lab in the learner's language, by key (strings/<lang>.json, "texts"). */
  texts: Record<string, string>;
  /** Present when the target is the sandbox; only `eventually` and the evidence use it, never a check. */
  sandbox?: { endpoint: string; token: string };
}

let session: Session | undefined;

export function readSession(): Session {
  const file = process.env["SLAB_SESSION"];
  if (!file) throw new Error("SLAB_SESSION is not set: checks run through `slab check`, not by themselves.");
  session ??= JSON.parse(readFileSync(file, "utf8")) as Session;
  return session;
}

/** Moves the sandbox's clock to its next timer. False: there is none, something is running, or the target is AWS. */
export async function jumpSandboxClock(): Promise<boolean> {
  const { sandbox } = readSession();
  if (!sandbox) return false;
  const response = await fetch(`${sandbox.endpoint}/_sandbox/jump`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandbox.token}` },
  });
  const { jumpedMs } = (await response.json()) as { jumpedMs: number };
  return jumpedMs > 0;
}
