import type { QueryLanguage, StateType } from "../definition.ts";

/** The fields of each type of state: https://states-language.net/spec.html (2026-11) */
interface Fields {
  /** In both query languages. */
  both: string[];
  JSONPath: string[];
  JSONata: string[];
}

const COMMON = ["Type", "Comment", "QueryLanguage"];
const TRANSITION = ["Next", "End"];
const PATHS = ["InputPath", "OutputPath"];
const RESULT = ["Parameters", "ResultSelector", "ResultPath"];
const HANDLERS = ["Retry", "Catch"];

const FIELDS: Record<StateType, Fields> = {
  Pass: {
    both: [...TRANSITION, "Assign"],
    JSONPath: [...PATHS, "Parameters", "Result", "ResultPath"],
    JSONata: ["Output"],
  },
  Succeed: { both: [], JSONPath: PATHS, JSONata: ["Output"] },
  Fail: { both: ["Error", "Cause"], JSONPath: ["ErrorPath", "CausePath"], JSONata: [] },
  Wait: {
    both: [...TRANSITION, "Assign", "Seconds", "Timestamp"],
    JSONPath: [...PATHS, "SecondsPath", "TimestampPath"],
    JSONata: ["Output"],
  },
  Choice: { both: ["Choices", "Default", "Assign"], JSONPath: PATHS, JSONata: ["Output"] },
  Task: {
    both: [...TRANSITION, ...HANDLERS, "Assign", "Resource", "Credentials", "TimeoutSeconds", "HeartbeatSeconds"],
    JSONPath: [...PATHS, ...RESULT, "TimeoutSecondsPath", "HeartbeatSecondsPath"],
    JSONata: ["Arguments", "Output"],
  },
  Parallel: {
    both: [...TRANSITION, ...HANDLERS, "Assign", "Branches"],
    JSONPath: [...PATHS, ...RESULT],
    JSONata: ["Arguments", "Output"],
  },
  Map: {
    both: [
      ...TRANSITION,
      ...HANDLERS,
      "Assign",
      "ItemProcessor",
      "Iterator",
      "ItemSelector",
      "ItemReader",
      "ItemBatcher",
      "ResultWriter",
      "MaxConcurrency",
      "ToleratedFailureCount",
      "ToleratedFailurePercentage",
      "Label",
    ],
    JSONPath: [
      ...PATHS,
      ...RESULT,
      "ItemsPath",
      "MaxConcurrencyPath",
      "ToleratedFailureCountPath",
      "ToleratedFailurePercentagePath",
    ],
    JSONata: ["Items", "Output"],
  },
};

export function isField(type: StateType, language: QueryLanguage, name: string): boolean {
  const fields = FIELDS[type];
  return COMMON.includes(name) || fields.both.includes(name) || fields[language].includes(name);
}
