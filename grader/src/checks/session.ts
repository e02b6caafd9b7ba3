import type { Hop } from "@course/sandbox";

/** What slab tells the thread that runs the checks. */
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

/** The checks are loaded while the app is still being deployed: they ask for the session on this channel and get it when the stack stands. */
export const SESSION_CHANNEL = "slab-session";
export const SESSION_QUESTION = "session?";

let session: Session | undefined;

/** Resolves when slab has sent the session, after the deployment; rejects when there is nothing to check. */
export async function awaitSession(): Promise<void> {
  const channel = new BroadcastChannel(SESSION_CHANNEL);
  try {
    const answer = await new Promise<Session | null>((resolve) => {
      channel.onmessage = (event) => resolve((event as { data: Session | null }).data);
      channel.postMessage(SESSION_QUESTION);
    });
    if (!answer) throw new Error("the app was not deployed");
    session = answer;
  } finally {
    channel.close();
  }
}

export function readSession(): Session {
  if (!session) throw new Error("no session: checks run through `slab check`, not by themselves");
  return session;
}

export interface Jump {
  /** busy: something was running, and the sandbox has waited a moment for it. quiet: nothing runs and nothing is due within the time asked for. Against AWS always busy, after a pause: something may still happen. */
  state: "jumped" | "busy" | "quiet";
  jumpedMs: number;
}

/** Between two looks at AWS. */
const PAUSE_MS = 50;

/** Asks the sandbox to move its clock to the next timer, at most `within` milliseconds ahead. */
export async function jumpSandboxClock(within: number): Promise<Jump> {
  const { sandbox } = readSession();
  if (!sandbox) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return { state: "busy", jumpedMs: 0 };
  }
  const response = await fetch(`${sandbox.endpoint}/_sandbox/jump?within=${Math.ceil(within)}`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandbox.token}` },
  });
  return (await response.json()) as Jump;
}

let lastHop = 0;

/** The hops since the last call; none against AWS. */
export async function readNewHops(): Promise<Hop[]> {
  const { sandbox } = readSession();
  if (!sandbox) return [];
  const response = await fetch(`${sandbox.endpoint}/_sandbox/events?follow=false&after=${lastHop}`, {
    headers: { authorization: `Bearer ${sandbox.token}` },
  });
  const hops = [...(await response.text()).matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json!) as Hop);
  lastHop = hops.at(-1)?.id ?? lastHop;
  return hops;
}
