/** An error in the sense of the Amazon States Language: what Retry and Catch see. */
export class StatesError extends Error {
  readonly error: string | undefined;
  readonly errorCause: string | undefined;
  /** Another name by which Retry and Catch know it. */
  readonly alias: string | undefined;

  constructor(error: string | undefined, cause?: string, alias?: string) {
    super(`${error}: ${cause}`);
    this.name = "StatesError";
    this.error = error;
    this.errorCause = cause;
    this.alias = alias;
  }
}

/** A missed heartbeat ends a task with States.Timeout too; Retry and Catch may name it apart. */
export const HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";

/** As recorded, not even its own name catches it. States.ALL takes States.DataLimitExceeded, as recorded too. */
const TERMINAL = "States.Runtime";

/** Whether an error is among those that a retrier or catcher names. */
export function matches({ error, alias }: StatesError, errorEquals: string[]): boolean {
  if (error === TERMINAL) return false;
  return errorEquals.some(
    (name) =>
      name === "States.ALL" ||
      name === error ||
      (alias !== undefined && name === alias) ||
      (name === "States.TaskFailed" && error !== "States.Timeout"),
  );
}

/** The execution, or the branch, was ended from outside: nothing is caught and no event is told. */
export class Aborted extends Error {
  constructor() {
    super("aborted");
    this.name = "Aborted";
  }
}

/** A field could not be evaluated. The text is AWS's, without the words about the state that the interpreter puts before it. */
export class EvaluationFailure extends Error {
  /** The field, as AWS names it in the event of a failed JSONata expression. */
  readonly location: string | undefined;

  /** As recorded, the event of a wait follows its entry, all others what was before that. */
  readonly isAfterEntry: boolean;

  constructor(message: string, location?: string, isAfterEntry = false) {
    super(message);
    this.location = location;
    this.isAfterEntry = isAfterEntry;
  }
}
