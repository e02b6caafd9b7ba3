import type { StateMachineType } from "@aws-sdk/client-sfn";
import { NotEmulated } from "../../core/errors.ts";
import type { StateMachineDefinition } from "./asl/definition.ts";
import { textOf } from "./asl/validation/finding.ts";
import { validateDefinition } from "./asl/validation/validate.ts";
import { invalidDefinition } from "./errors.ts";
import { gapsIn } from "./gaps.ts";
import { MAX_DEFINITION_BYTES } from "./limits.ts";

/** The definition in a text. Throws InvalidDefinition with all that is wrong, and NotEmulated for what AWS would run and the sandbox cannot. */
export function parseDefinition(text: string, type: StateMachineType): StateMachineDefinition {
  if (Buffer.byteLength(text) > MAX_DEFINITION_BYTES)
    throw invalidDefinition("EXCEEDED_DEFINITION_SIZE: The definition is larger than 1 MB.");
  const { findings, definition } = validateDefinition(text, type);
  const errors = findings.filter(({ severity }) => severity === "ERROR");
  if (errors.length) throw invalidDefinition(textOf(errors));
  const [gap] = gapsIn(definition!);
  if (gap !== undefined) throw new NotEmulated(gap);
  return definition!;
}
