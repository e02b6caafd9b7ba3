import { formatArn } from "../../core/arn.ts";
import { invalidValue, missingParameter, overLimit } from "./errors.ts";
import { MAX_POLICY_STATEMENTS } from "./limits.ts";
import type { Queue } from "./queue.ts";

interface Policy {
  Version: string;
  Id?: string;
  Statement: { Sid?: string }[];
}

const ACTIONS = [
  "*",
  "ChangeMessageVisibility",
  "DeleteMessage",
  "GetQueueAttributes",
  "GetQueueUrl",
  "ListDeadLetterSourceQueues",
  "PurgeQueue",
  "ReceiveMessage",
  "SendMessage",
];

/** The policy in the form AddPermission writes it; recorded in test_sqs_permission_lifecycle. */
export function addStatement(
  queue: Queue,
  { label, accounts, actions }: { label: string; accounts: string[]; actions: string[] },
): void {
  if (!/^[\w-]{1,80}$/.test(label))
    throw invalidValue(
      label,
      "Label",
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.",
    );
  if (!accounts.length) throw missingParameter("AWSAccountIds");
  if (!actions.length) throw missingParameter("Actions");
  for (const account of accounts)
    if (!/^\d{12}$/.test(account)) throw invalidValue(account, "PrincipalId", "Unable to verify.");
  for (const action of actions)
    if (!ACTIONS.includes(action))
      throw invalidValue(`SQS:${action}`, "ActionName", "Only the queue owner is allowed to invoke this action.");
  const policy = policyOf(queue) ?? { Version: "2008-10-17", Id: `${queue.arn}/SQSDefaultPolicy`, Statement: [] };
  if (policy.Statement.some(({ Sid }) => Sid === label)) throw invalidValue(label, "Label", "Already exists.");
  if (policy.Statement.length >= MAX_POLICY_STATEMENTS)
    throw overLimit(
      `${policy.Statement.length + 1} statements were found, maximum allowed is ${MAX_POLICY_STATEMENTS}.`,
    );
  const statement = {
    Sid: label,
    Effect: "Allow",
    Principal: { AWS: oneOrAll(accounts.map((account) => formatArn({ service: "iam", account, resource: "root" }))) },
    Action: oneOrAll(actions.map((action) => `SQS:${action}`)),
    Resource: queue.arn,
  };
  setPolicy(queue, { ...policy, Statement: [...policy.Statement, statement] });
}

export function removeStatement(queue: Queue, label: string): void {
  const policy = policyOf(queue);
  const rest = policy?.Statement.filter(({ Sid }) => Sid !== label) ?? [];
  if (!policy || rest.length === policy.Statement.length) throw invalidValue(label, "Label", "can't find label.");
  setPolicy(queue, rest.length ? { ...policy, Statement: rest } : undefined);
}

function policyOf(queue: Queue): Policy | undefined {
  const text = queue.attributes.get("Policy");
  if (!text) return undefined;
  const policy = JSON.parse(text) as Omit<Policy, "Statement"> & { Statement: Policy["Statement"] | { Sid?: string } };
  return { ...policy, Statement: [policy.Statement].flat() };
}

function setPolicy(queue: Queue, policy: Policy | undefined): void {
  const attributes = new Map(queue.attributes);
  if (policy) attributes.set("Policy", JSON.stringify(policy));
  else attributes.delete("Policy");
  queue.attributes = attributes;
}

function oneOrAll(values: string[]): string | string[] {
  return values.length === 1 ? values[0]! : values;
}
