import type { PutEventsCommandInput, PutEventsCommandOutput, PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { operation, type AccessRequest, type OperationContext } from "../../../core/service.ts";
import { NotEmulated } from "../../../core/errors.ts";
import { onBus } from "../access.ts";
import { findBus } from "../bus.ts";
import { Constraints } from "../../../core/constraints.ts";
import { validation } from "../errors.ts";
import { eventOf, sizeOf } from "../event.ts";
import { MAX_ENTRIES, MAX_ENTRIES_BYTES } from "../limits.ts";
import { route } from "../route.ts";

export const putEvents = operation<PutEventsCommandInput, PutEventsCommandOutput>({
  accepts: ["Entries"],
  // Services of AWS put their events on the default bus without anybody's permission.
  access: (input, context) =>
    context.principal.type === "service" ? [] : input.Entries!.map((entry) => onEntry(entry, context)),
  run(input, context) {
    const entries = input.Entries!;
    const constraints = new Constraints().length("entries", entries, { min: 1 });
    if (entries.length > MAX_ENTRIES)
      constraints.broken("entries", javaText(entries), `Member must have length less than or equal to ${MAX_ENTRIES}`);
    constraints.check();
    if (entries.some(({ TraceHeader }) => TraceHeader !== undefined))
      throw new NotEmulated("eventbridge PutEvents Entries.TraceHeader");
    if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MAX_ENTRIES_BYTES)
      throw validation("Total size of the entries in the request is over the limit.");
    // The account that sends, which may be another one than the bus's.
    const { account, type } = context.principal;
    const origin = { account, region: context.region, now: context.clock.now(), isService: type === "service" };
    const Entries = entries.map((entry) => {
      const event = eventOf(entry, origin);
      if ("ErrorCode" in event) return event;
      const bus = findBus(entry.EventBusName, context);
      // An event for a bus that is not there is accepted and lost (recorded).
      if (bus) route(bus, event, context);
      return { EventId: event.id };
    });
    return { Entries, FailedEntryCount: Entries.filter((entry) => "ErrorCode" in entry).length };
  },
});

function onEntry(
  { EventBusName, Source, DetailType }: PutEventsRequestEntry,
  context: OperationContext,
): AccessRequest {
  return {
    ...onBus("PutEvents", EventBusName, context),
    conditions: { "events:source": Source ?? "", "events:detail-type": DetailType ?? "" },
  };
}

/** The entries as AWS prints them in its message (recorded). */
function javaText(entries: PutEventsRequestEntry[]): string {
  const texts = entries.map(
    ({ Time, Source, Resources, DetailType, Detail, EventBusName, TraceHeader }) =>
      `PutEventsRequestEntry(time=${Time ?? null}, source=${Source ?? null}, resources=${Resources ? `[${Resources.join(", ")}]` : null}, detailType=${DetailType ?? null}, detail=${Detail ?? null}, eventBusName=${EventBusName ?? null}, traceHeader=${TraceHeader ?? null}, kmsKeyIdentifier=null, internalMetadata=null)`,
  );
  return `[${texts.join(", ")}]`;
}
