import { invalidName } from "./errors.ts";
import { MAX_NAME_LENGTH } from "./limits.ts";

/** As recorded: no white space, brackets, wildcards, special characters or control characters. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/** The name of a state machine, an execution or an activity. Throws InvalidName. */
export function checkName(name: string): void {
  if (name === "" || name.length > MAX_NAME_LENGTH || FORBIDDEN.test(name)) throw invalidName(name);
}
