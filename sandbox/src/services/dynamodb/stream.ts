import { isDeepStrictEqual } from "node:util";
import type { StreamSpecification } from "@aws-sdk/client-dynamodb";
import { signals } from "../../core/signals.ts";
import type { OperationContext } from "../../core/service.ts";
import { Stream, streams } from "../dynamodb-streams/stream.ts";
import type { Item } from "./attribute-value.ts";
import { itemSize } from "./attribute-value.ts";
import type { Constraints } from "../../core/constraints.ts";
import { invalidParameters, validation } from "./errors.ts";
import { keyAttributes } from "./key.ts";
import type { Entry } from "./sorted-items.ts";
import type { Table } from "./table.ts";

const VIEW_TYPES = ["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"];

export function constrainStream(constraints: Constraints, specification: StreamSpecification | undefined): void {
  constraints.oneOf("streamSpecification.streamViewType", specification?.StreamViewType, VIEW_TYPES);
}

/** For CreateTable. */
export function checkNewStream(specification: StreamSpecification | undefined): void {
  if (!specification) return;
  const { StreamEnabled, StreamViewType } = specification;
  if (!StreamEnabled && StreamViewType)
    throw invalidParameters("Table is being created with a stream disabled, UpdateViewType should not be specified");
  if (StreamEnabled && !StreamViewType)
    throw invalidParameters("Table is being created with a stream enabled, UpdateViewType should be specified");
}

/** For UpdateTable: a stream can be switched on or off, not changed. */
export function checkStreamChange(table: Table, specification: StreamSpecification | undefined): void {
  if (!specification) return;
  const { StreamEnabled, StreamViewType } = specification;
  const isOn = table.stream?.isClosed === false;
  if (StreamEnabled && isOn) throw validation(`Table already has an enabled stream: TableName: ${table.name}`);
  if (!StreamEnabled && !isOn) throw validation(`Table has no stream to disable: TableName: ${table.name}`);
  if (StreamEnabled && !StreamViewType) throw validation("StreamViewType must be specified when enabling a stream");
  if (!StreamEnabled && StreamViewType)
    throw validation("StreamViewType must not be specified when disabling a stream");
}

export function setStream(
  table: Table,
  specification: StreamSpecification | undefined,
  context: OperationContext,
): void {
  if (!specification) return;
  if (!specification.StreamEnabled) {
    table.stream?.close();
    return;
  }
  const { hash, sort } = table.keys;
  const stream = new Stream({
    tableName: table.name,
    tableArn: table.arn,
    region: context.region,
    viewType: specification.StreamViewType!,
    keySchema: [
      { AttributeName: hash.name, KeyType: "HASH" },
      ...(sort ? [{ AttributeName: sort.name, KeyType: "RANGE" as const }] : []),
    ],
    clock: context.clock,
    signals: context.state(signals),
  });
  context.state(streams).set(stream.arn, stream);
  table.stream = stream;
}

/** Records a change. A write that changes nothing leaves no record. */
export function record(table: Table, old: Entry | undefined, next: Entry | undefined, isExpiry: boolean): void {
  const { stream } = table;
  const entry = next ?? old;
  if (!stream || stream.isClosed || !entry) return;
  if (old && next && isDeepStrictEqual(old.item, next.item)) return;
  const keys: Item = {};
  for (const { name } of keyAttributes(table.keys)) keys[name] = entry.item[name]!;
  stream.append({
    keys,
    old: old?.item,
    next: next?.item,
    sizes: { keys: itemSize(keys), old: old?.size ?? 0, next: next?.size ?? 0 },
    isExpiry,
  });
}

/** What descriptions of the table say of its latest stream. */
export function describeStream({ stream }: Table) {
  if (!stream) return {};
  return {
    ...(stream.isClosed ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType } }),
    LatestStreamArn: stream.arn,
    LatestStreamLabel: stream.label,
  };
}
