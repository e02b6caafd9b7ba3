import type { BillingMode, OnDemandThroughput, ProvisionedThroughput, WarmThroughput } from "@aws-sdk/client-dynamodb";
import type { Constraints } from "../../core/constraints.ts";
import { invalidParameters } from "./errors.ts";
import { ON_DEMAND_WARM_THROUGHPUT } from "./limits.ts";
import type { Throughput } from "./table.ts";

/** Billing: what is asked for and what is refused. throttle.ts holds requests to it. */

export function constrainThroughput(
  constraints: Constraints,
  path: string,
  input: ProvisionedThroughput | undefined,
): void {
  constraints
    .range(`${path}.readCapacityUnits`, input?.ReadCapacityUnits, { min: 1 })
    .range(`${path}.writeCapacityUnits`, input?.WriteCapacityUnits, { min: 1 });
}

export function newThroughput(input: ProvisionedThroughput | undefined): Throughput {
  return { readUnits: input?.ReadCapacityUnits ?? 0, writeUnits: input?.WriteCapacityUnits ?? 0 };
}

/** A changed throughput remembers when it was raised and lowered. */
export function changedThroughput(old: Throughput, input: ProvisionedThroughput, now: Date): Throughput {
  const next = newThroughput(input);
  const raised = next.readUnits > old.readUnits || next.writeUnits > old.writeUnits;
  const lowered = next.readUnits < old.readUnits || next.writeUnits < old.writeUnits;
  return { ...old, ...next, ...(raised && { lastIncrease: now }), ...(lowered && { lastDecrease: now }) };
}

/** The pairs of BillingMode and throughput that a new table may have. */
export function checkTableBilling(
  billing: BillingMode,
  throughput: ProvisionedThroughput | undefined,
  onDemand: OnDemandThroughput | undefined,
): void {
  if (billing === "PAY_PER_REQUEST" && throughput)
    throw invalidParameters(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  if (billing === "PROVISIONED" && !(throughput?.ReadCapacityUnits && throughput.WriteCapacityUnits))
    throw invalidParameters(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  checkOnDemand(billing, onDemand, "table");
}

export function checkIndexBilling(
  billing: BillingMode,
  index: {
    IndexName?: string | undefined;
    ProvisionedThroughput?: ProvisionedThroughput | undefined;
    OnDemandThroughput?: OnDemandThroughput | undefined;
  },
): void {
  if (billing === "PAY_PER_REQUEST" && index.ProvisionedThroughput)
    throw invalidParameters(
      `ProvisionedThroughput should not be specified for index: ${index.IndexName} when BillingMode is PAY_PER_REQUEST`,
    );
  if (billing === "PROVISIONED" && !index.ProvisionedThroughput)
    throw invalidParameters(`ProvisionedThroughput is not specified for index: ${index.IndexName}`);
  checkOnDemand(billing, index.OnDemandThroughput, `index : ${index.IndexName}`);
}

function checkOnDemand(billing: BillingMode, input: OnDemandThroughput | undefined, of: string): void {
  for (const member of ["MaxReadRequestUnits", "MaxWriteRequestUnits"] as const) {
    const value = input?.[member];
    if (value === undefined) continue;
    if (billing === "PROVISIONED")
      throw invalidParameters(
        `${member} for OnDemandThroughput cannot be specified ${of === "table" ? "" : `for ${of} `}when the table BillingMode is PROVISIONED`,
      );
    // -1 lifts the limit.
    if (value < 1 && value !== -1)
      throw invalidParameters(`Requested ${member} for OnDemandThroughput for ${of} is outside of valid range`);
  }
}

/** What a table or index can serve at once: what was asked for, else what its billing gives. */
export function warmThroughput(
  billing: BillingMode,
  throughput: Throughput | undefined,
  asked: WarmThroughput | undefined,
): Required<WarmThroughput> {
  const usual =
    billing === "PAY_PER_REQUEST"
      ? ON_DEMAND_WARM_THROUGHPUT
      : { ReadUnitsPerSecond: throughput?.readUnits ?? 0, WriteUnitsPerSecond: throughput?.writeUnits ?? 0 };
  return {
    ReadUnitsPerSecond: asked?.ReadUnitsPerSecond ?? usual.ReadUnitsPerSecond,
    WriteUnitsPerSecond: asked?.WriteUnitsPerSecond ?? usual.WriteUnitsPerSecond,
  };
}

/** Warm throughput may be asked for above, not below what the table has anyway. */
export function checkWarm(
  current: Required<WarmThroughput>,
  asked: WarmThroughput | undefined,
  billing: BillingMode,
): void {
  for (const member of ["ReadUnitsPerSecond", "WriteUnitsPerSecond"] as const) {
    const value = asked?.[member];
    if (value !== undefined && value < current[member])
      throw invalidParameters(
        billing === "PAY_PER_REQUEST"
          ? `Requested ${member} for WarmThroughput for table is lower than initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html`
          : `Requested ${member} for WarmThroughput for table is lower than ${member === "ReadUnitsPerSecond" ? "ReadCapacityUnits" : "WriteCapacityUnits"} of ProvisionedThroughput`,
      );
  }
}
