import { createHash } from "node:crypto";
import { defineStore } from "../../core/state.ts";
import * as errors from "./errors.ts";
import { LABELS_PER_VERSION, VERSIONS_PER_PARAMETER } from "./limits.ts";

type ParameterType = "String" | "StringList" | "SecureString";
export type Tier = "Standard" | "Advanced";

export interface Version {
  version: number;
  type: ParameterType;
  value: string;
  tier: Tier;
  description: string | undefined;
  allowedPattern: string | undefined;
  /** Set for SecureString only. */
  keyId: string | undefined;
  modifiedAt: number;
  /** ARN of the caller. */
  modifiedBy: string;
  labels: Set<string>;
}

export interface Parameter {
  name: string;
  /** Oldest first; the last is the current one. */
  versions: Version[];
  tags: Map<string, string>;
}

export const parameters = defineStore("regional", () => new Map<string, Parameter>());

export function currentVersion(parameter: Parameter): Version {
  return parameter.versions.at(-1)!;
}

/** Adds a version; the hundredth-and-first drops the oldest, which must not carry a label. */
export function addVersion(parameter: Parameter, version: Omit<Version, "version" | "labels">): Version {
  if (parameter.versions.length >= VERSIONS_PER_PARAMETER) {
    const oldest = parameter.versions[0]!;
    if (oldest.labels.size) throw errors.maxVersions(parameter.name, oldest.version);
    parameter.versions.shift();
  }
  const number = (parameter.versions.at(-1)?.version ?? 0) + 1;
  const added = { ...version, version: number, labels: new Set<string>() };
  parameter.versions.push(added);
  return added;
}

/** Moves labels to a version; returns those that break the naming rules, which AWS reports instead of refusing. */
export function labelVersion(parameter: Parameter, version: Version, labels: string[]): string[] {
  const valid = labels.filter((label) => /^(?!aws|ssm)[A-Za-z_.-][A-Za-z0-9_.-]{0,99}$/i.test(label));
  if (new Set([...version.labels, ...valid]).size > LABELS_PER_VERSION) throw errors.tooManyLabels(LABELS_PER_VERSION);
  for (const label of valid) {
    for (const other of parameter.versions) other.labels.delete(label);
    version.labels.add(label);
  }
  return labels.filter((label) => !valid.includes(label));
}

/** What a reader without decryption sees. Not real ciphertext: the sandbox has no KMS, only the guarantee that the plain text is not in it. */
export function sealed(name: string, version: Version): string {
  const digest = createHash("sha512").update(`${name} ${version.version} ${version.value}`).digest();
  return Buffer.concat([Buffer.from([1, 2, 2, 0, 0x78]), digest, digest.subarray(0, 48)]).toString("base64");
}
