import type { OperationContext } from "../../core/service.ts";
import type { StateMachine, Version } from "./state-machine.ts";

/** Publishes the current revision; where its last version is of the same revision, that one. */
export function publishVersion(
  machine: StateMachine,
  description: string | undefined,
  { clock }: OperationContext,
): Version {
  const last = machine.versions.get(machine.lastVersion);
  if (last && last.revisionId === machine.current.revisionId) return last;
  const number = ++machine.lastVersion;
  const version: Version = {
    ...machine.current,
    number,
    arn: `${machine.arn}:${number}`,
    description,
    createdAt: clock.now(),
  };
  machine.versions.set(number, version);
  return version;
}
