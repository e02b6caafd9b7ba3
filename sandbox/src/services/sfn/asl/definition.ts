import type { Json, JsonObject } from "../../../core/json.ts";

export type QueryLanguage = "JSONPath" | "JSONata";

/** What a state machine, a branch of a Parallel state and the processor of a Map state have in common. */
export interface States {
  StartAt: string;
  States: Record<string, StateDefinition>;
}

export interface StateMachineDefinition extends States {
  Comment?: string;
  Version?: string;
  TimeoutSeconds?: number;
  QueryLanguage?: QueryLanguage;
}

export const STATE_TYPES = ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"] as const;
export type StateType = (typeof STATE_TYPES)[number];

/** A state as it stands in a valid definition: which fields it has depends on its type and query language. */
export interface StateDefinition {
  Type: StateType;
  Comment?: string;
  QueryLanguage?: QueryLanguage;
  Next?: string;
  End?: boolean;
  InputPath?: string | null;
  OutputPath?: string | null;
  Parameters?: Json;
  ResultSelector?: JsonObject;
  ResultPath?: string | null;
  Arguments?: Json;
  Output?: Json;
  Assign?: JsonObject;
  Retry?: Retrier[];
  Catch?: Catcher[];

  Result?: Json;

  Resource?: string;
  Credentials?: JsonObject;
  TimeoutSeconds?: number | string;
  TimeoutSecondsPath?: string;
  HeartbeatSeconds?: number | string;
  HeartbeatSecondsPath?: string;

  Seconds?: number | string;
  SecondsPath?: string;
  Timestamp?: string;
  TimestampPath?: string;

  Error?: string;
  ErrorPath?: string;
  Cause?: string;
  CausePath?: string;

  Choices?: ChoiceRule[];
  Default?: string;

  Branches?: States[];

  ItemProcessor?: ItemProcessor;
  /** The old name of ItemProcessor. */
  Iterator?: ItemProcessor;
  Items?: Json;
  ItemsPath?: string;
  ItemSelector?: Json;
  ItemReader?: JsonObject;
  ItemBatcher?: JsonObject;
  ResultWriter?: JsonObject;
  MaxConcurrency?: number | string;
  MaxConcurrencyPath?: string;
  ToleratedFailureCount?: number | string;
  ToleratedFailureCountPath?: string;
  ToleratedFailurePercentage?: number | string;
  ToleratedFailurePercentagePath?: string;
  Label?: string;
}

export interface ItemProcessor extends States {
  ProcessorConfig?: { Mode?: "INLINE" | "DISTRIBUTED"; ExecutionType?: "STANDARD" | "EXPRESS" };
}

export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: "FULL" | "NONE";
}

export interface Catcher {
  ErrorEquals: string[];
  Next: string;
  ResultPath?: string | null;
  Output?: Json;
  Assign?: JsonObject;
}

/** A comparison, a composition by And, Or and Not, or (JSONata) a Condition. */
export interface ChoiceRule extends JsonObject {
  Next: string;
}
