import { expect, test } from "vitest";
import { evaluate, type MissingData, type StateValue } from "./evaluate.ts";

/** The tables of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html (2026-11-21): oldest first, X breaches, 0 does not. */
function decide(text: string, datapointsToAlarm: number, treatMissingData: MissingData): StateValue | undefined {
  const points = text
    .split(" ")
    .toReversed()
    .map((sign, index) => (sign === "-" ? undefined : { time: -index, value: sign === "X" ? 1 : 0, sampleCount: 1 }));
  return evaluate(points, {
    evaluationPeriods: 3,
    datapointsToAlarm,
    treatMissingData,
    isBreaching: (value) => value === 1,
  }).state;
}

const KEEPS = undefined;

test.each<[string, number, StateValue | undefined, StateValue | undefined, StateValue, StateValue]>([
  ["0 - X - X", 3, "OK", "OK", "OK", "OK"],
  ["- - - - 0", 3, "OK", "OK", "OK", "OK"],
  ["- - - - -", 3, "INSUFFICIENT_DATA", KEEPS, "ALARM", "OK"],
  ["0 X X - X", 3, "ALARM", "ALARM", "ALARM", "ALARM"],
  ["- - X - -", 3, "ALARM", KEEPS, "ALARM", "OK"],
  ["0 - X - X", 2, "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 0 X 0 X", 2, "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 - X - -", 2, "OK", "OK", "ALARM", "OK"],
  ["- - - - 0", 2, "OK", "OK", "ALARM", "OK"],
  ["- - - X -", 2, "ALARM", KEEPS, "ALARM", "OK"],
])("%s with %i datapoints to alarm", (text, datapointsToAlarm, missing, ignore, breaching, notBreaching) => {
  expect({
    missing: decide(text, datapointsToAlarm, "missing"),
    ignore: decide(text, datapointsToAlarm, "ignore"),
    breaching: decide(text, datapointsToAlarm, "breaching"),
    notBreaching: decide(text, datapointsToAlarm, "notBreaching"),
  }).toEqual({ missing, ignore, breaching, notBreaching });
});

test.each(["- - - - X", "- - - X -"])("%s is too early for an alarm", (text) => {
  expect(decide(text, 3, "missing")).toBeUndefined();
});
