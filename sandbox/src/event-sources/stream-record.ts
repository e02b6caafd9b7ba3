import type { AttributeValue, _Record } from "@aws-sdk/client-dynamodb-streams";

/** A record as functions and pipes get it, and what the poller must know of it. */
export interface StreamRecord {
  event: object;
  /** Its sequence number. */
  identifier: string;
  /** About what it takes in an event. */
  bytes: number;
  sequenceNumber: string;
  /** Milliseconds, in whole seconds as the stream tells it. */
  arrivedAt: number;
  /** Equal for changes of the same item. */
  key: string;
}

/** The JSON of https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html (2026-11): binary values in base64, time in seconds. */
export function streamRecord(record: _Record, sourceArn: string): StreamRecord {
  const change = record.dynamodb!;
  const arrivedAt = change.ApproximateCreationDateTime!.getTime();
  const images = Object.fromEntries(
    (["Keys", "NewImage", "OldImage"] as const).flatMap((name) =>
      change[name] ? [[name, attributesOf(change[name])]] : [],
    ),
  );
  return {
    identifier: change.SequenceNumber!,
    sequenceNumber: change.SequenceNumber!,
    arrivedAt,
    bytes: 2 * change.SizeBytes! + 500,
    key: JSON.stringify(images["Keys"]),
    event: {
      eventID: record.eventID,
      eventName: record.eventName,
      eventVersion: record.eventVersion,
      eventSource: record.eventSource,
      awsRegion: record.awsRegion,
      dynamodb: {
        ApproximateCreationDateTime: arrivedAt / 1000,
        ...images,
        SequenceNumber: change.SequenceNumber,
        SizeBytes: change.SizeBytes,
        StreamViewType: change.StreamViewType,
      },
      ...(record.userIdentity
        ? { userIdentity: { type: record.userIdentity.Type, principalId: record.userIdentity.PrincipalId } }
        : {}),
      eventSourceARN: sourceArn,
    },
  };
}

function attributesOf(attributes: Record<string, AttributeValue>): Record<string, object> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, attributeOf(value)]));
}

function attributeOf(value: AttributeValue): object {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(attributeOf) };
  if (value.M !== undefined) return { M: attributesOf(value.M) };
  return value;
}
