import type { AttributeValue, AttributeValueUpdate } from "@aws-sdk/client-dynamodb";
import { storable, typeOf } from "../attribute-value.ts";
import { Constraints } from "../../../core/constraints.ts";
import { invalidParameters, validation } from "../errors.ts";
import { IncorrectType } from "../expressions/apply-update.ts";
import type { Action, BoundSetValue } from "../expressions/update.ts";

/** AttributeUpdates as actions: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html (2026-11). */
export function updatesOf(updates: Record<string, AttributeValueUpdate>): Action[] {
  return Object.entries(updates).map(([name, { Action: action = "PUT", Value }]) => {
    new Constraints().oneOf(`attributeUpdates.${name}.member.action`, action, ["ADD", "PUT", "DELETE"]).check();
    const parts = [name];
    if (!Value) {
      if (action !== "DELETE")
        throw invalidParameters("Only DELETE action is allowed when no attribute value is specified");
      return { kind: "REMOVE", parts };
    }
    const value = storable(Value);
    switch (action) {
      case "PUT":
        return { kind: "SET", parts, value: { kind: "value", value } };
      case "DELETE":
        if (!isSet(value))
          throw invalidParameters(`DELETE action with value is not supported for the type ${typeOf(value)}`);
        return { kind: "DELETE", parts, value };
      case "ADD":
        return addition(parts, value);
    }
  });
}

/** ADD also puts a list behind a list, which the ADD of expressions does not. */
function addition(parts: string[], value: AttributeValue): Action {
  if (value.L) {
    const path = { kind: "path", parts } as const;
    const empty: BoundSetValue = { kind: "value", value: { L: [] } };
    return {
      kind: "SET",
      parts,
      value: {
        kind: "list_append",
        first: { kind: "if_not_exists", path, otherwise: empty },
        second: { kind: "value", value },
      },
    };
  }
  if (value.N === undefined && !isSet(value))
    throw invalidParameters(`ADD action is not supported for the type ${typeOf(value)}`);
  return { kind: "ADD", parts, value };
}

function isSet({ SS, NS, BS }: AttributeValue): boolean {
  return (SS ?? NS ?? BS) !== undefined;
}

/** What an update does to a value of another type has a name of its own here. */
export function inLegacyWords<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof IncorrectType) throw validation("Type mismatch for attribute to update");
    throw error;
  }
}
