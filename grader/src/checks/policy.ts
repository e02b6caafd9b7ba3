interface Policy {
  Version?: string;
  Statement: object[];
}

/** A resource's policy with a Deny for everybody beside what it said before: no Allow outweighs it. */
export function withDeny(
  before: string | undefined,
  { Sid, Action, Resource }: { Sid: string; Action: string; Resource: string },
): string {
  const { Statement, ...rest } = before
    ? (JSON.parse(before) as Policy)
    : { Version: "2012-10-17", Statement: [] as object[] };
  const refusal = { Sid, Effect: "Deny", Principal: "*", Action, Resource };
  return JSON.stringify({ ...rest, Statement: [...Statement, refusal] });
}
