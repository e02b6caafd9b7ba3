import type {
  CreateTableCommandInput,
  PointInTimeRecoverySpecification,
  StreamViewType,
} from "@aws-sdk/client-dynamodb";
import type { Properties } from "../../../core/resource.ts";

/** What a template asks for, the same for both resource types: the table, and the settings with calls of their own. */
export interface TableModel {
  table: Omit<CreateTableCommandInput, "TableName">;
  /** The TTL attribute; undefined: off. */
  timeToLive: string | undefined;
  recovery: PointInTimeRecoverySpecification;
  /** Resource policies, as JSON. */
  policy: string | undefined;
  streamPolicy: string | undefined;
}

export function timeToLiveOf(specification: Properties | undefined): string | undefined {
  return isTrue(specification?.["Enabled"]) ? (specification!["AttributeName"] as string) : undefined;
}

export function recoveryOf(specification: Properties | undefined): PointInTimeRecoverySpecification {
  const enabled = isTrue(specification?.["PointInTimeRecoveryEnabled"]);
  const days = specification?.["RecoveryPeriodInDays"];
  return {
    PointInTimeRecoveryEnabled: enabled,
    ...(enabled && days !== undefined && { RecoveryPeriodInDays: Number(days) }),
  };
}

export function policyOf(holder: Properties | undefined): string | undefined {
  const document: unknown = holder?.["ResourcePolicy"]?.PolicyDocument;
  return document === undefined || typeof document === "string" ? document : JSON.stringify(document);
}

/** In templates a stream is on where it has a view type. */
export function streamOf(viewType: unknown): Pick<CreateTableCommandInput, "StreamSpecification"> {
  if (viewType === undefined) return {};
  return { StreamSpecification: { StreamEnabled: true, StreamViewType: viewType as StreamViewType } };
}

/** Numbers and booleans come as text where they went through a parameter. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

export function numbers<Name extends string>(from: Properties, names: readonly Name[]): { [name in Name]?: number } {
  const read: { [name in Name]?: number } = {};
  for (const name of names) if (from[name] !== undefined) read[name] = Number(from[name]);
  return read;
}
