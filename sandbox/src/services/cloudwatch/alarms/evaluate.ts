/** What an alarm decides, without time and metrics: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html (2026-11-21) */
export type StateValue = "OK" | "ALARM" | "INSUFFICIENT_DATA";
export type MissingData = "missing" | "ignore" | "breaching" | "notBreaching";

export interface Datapoint {
  /** Begin of its period. */
  time: number;
  value: number;
  sampleCount: number | undefined;
}

export interface Condition {
  evaluationPeriods: number;
  datapointsToAlarm: number;
  treatMissingData: MissingData;
  isBreaching(value: number): boolean;
}

export interface Verdict {
  /** `undefined`: it stays as it is. */
  state: StateValue | undefined;
  /** The datapoints that count, newest first. */
  evaluated: Datapoint[];
  /** How many missing ones count besides. */
  filled: number;
}

/** `points`: of the evaluation range, newest first; `undefined` where one is missing. */
export function evaluate(points: readonly (Datapoint | undefined)[], condition: Condition): Verdict {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = condition;
  const evaluated = points.filter((point) => point !== undefined).slice(0, evaluationPeriods);
  const filled = evaluationPeriods - evaluated.length;
  const breaching = evaluated.filter(({ value }) => condition.isBreaching(value)).length;
  const decided = (state: StateValue | undefined): Verdict => ({ state, evaluated, filled });

  if (breaching >= datapointsToAlarm) return decided("ALARM");
  if (filled === 0 || treatMissingData === "notBreaching") return decided("OK");
  if (treatMissingData === "breaching") return decided(breaching + filled >= datapointsToAlarm ? "ALARM" : "OK");
  if (breaching < evaluated.length) return decided("OK");
  if (treatMissingData === "ignore") return decided(undefined);
  if (evaluated.length === 0) return decided("INSUFFICIENT_DATA");
  // All there is breaches, and it is less than the alarm asks for: it waits whether the next ones do too, but not for ever.
  const age = points.findLastIndex((point) => point !== undefined) + 1;
  return decided(age >= datapointsToAlarm ? "ALARM" : undefined);
}
