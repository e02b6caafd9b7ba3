import type { StateMachineDefinition } from "../asl/definition.ts";
import { History, type HistoryEvent } from "../asl/history.ts";
import { runExecution } from "../asl/run-execution.ts";
import type { Json } from "../../../core/json.ts";
import { fillPlaces } from "./fill.ts";
import { payloadOf, type Recording } from "./recordings.ts";
import { replayHost } from "./replay-host.ts";

/** Runs a recorded execution again, from its input. */
export async function runAgain(recording: Recording, definition: StateMachineDefinition): Promise<HistoryEvent[]> {
  const { events } = recording;
  const { input, roleArn } = events[0]!["executionStartedEventDetails"] as { input: unknown; roleArn: string };
  const value = withTimes(payloadOf(input), timeIn(recording));
  const host = replayHost(events);
  const history = new History(() => host.now());
  const arn = "arn:aws:states:us-east-1:111111111111:execution:machine:execution";
  await runExecution(
    {
      definition: fillPlaces(definition, recording),
      input: value,
      context: {
        Execution: {
          Id: arn,
          Input: value,
          StartTime: new Date(host.now()).toISOString(),
          Name: "execution",
          RoleArn: roleArn,
          RedriveCount: 0,
        },
        StateMachine: { Id: "arn:aws:states:us-east-1:111111111111:stateMachine:machine", Name: "machine" },
      },
      roleArn,
    },
    history,
    host,
    new AbortController().signal,
  );
  return history.events;
}

/** Recordings hide times; a wrong one stands in its message. */
function timeIn({ events }: Recording): string {
  return /format string: (?:\S+ == )?([\d-]+[^<"]*)/.exec(JSON.stringify(events))?.[1] ?? "2026-11-21T00:00:01Z";
}

function withTimes(value: Json, time: string): Json {
  return JSON.parse(JSON.stringify(value).replaceAll(/"(date|timestamp|<timestamp>)"/g, JSON.stringify(time))) as Json;
}
