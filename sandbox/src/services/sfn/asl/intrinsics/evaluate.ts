import { EvaluationFailure } from "../errors.ts";
import type { Json } from "../../../../core/json.ts";
import { readField } from "../path/json-path.ts";
import type { Scope } from "../scope.ts";
import { format, FUNCTIONS } from "./functions.ts";
import { parseIntrinsic, type Argument, type IntrinsicCall } from "./parse.ts";
import { IntrinsicFailure } from "./values.ts";

/** The value of an intrinsic function in the template field `field`. */
export function evaluateIntrinsic(text: string, field: string, input: Json, scope: Scope): Json {
  try {
    return valueOfCall(parseIntrinsic(text), field, input, scope);
  } catch (error) {
    if (!(error instanceof IntrinsicFailure)) throw error;
    throw new EvaluationFailure(`The function '${text}' had the following error: ${error.message}`);
  }
}

function valueOfCall(call: IntrinsicCall, field: string, input: Json, scope: Scope): Json {
  const values = call.arguments.map((argument) => valueOfArgument(argument, field, input, scope));
  if (call.name === "States.Format") {
    const [first] = call.arguments;
    const template = first && "raw" in first ? first.raw! : String(values[0]).replaceAll("\\", "\\\\");
    return format(template, values.slice(1));
  }
  return FUNCTIONS[call.name]!.run(values, scope.host);
}

function valueOfArgument(argument: Argument, field: string, input: Json, scope: Scope): Json {
  if ("literal" in argument) return argument.literal;
  if ("call" in argument) return valueOfCall(argument.call, field, input, scope);
  return readField(argument.path, field, input, scope);
}

/** Whether a call names functions that exist, with as many arguments as they take. */
export function isKnownCall({ name, arguments: values }: IntrinsicCall): boolean {
  if (!values.every((value) => !("call" in value) || isKnownCall(value.call))) return false;
  if (name === "States.Format") return values.length > 0;
  const [min, max] = FUNCTIONS[name]?.arity ?? [Infinity, 0];
  return values.length >= min && values.length <= max;
}
