import type { LifecycleRule, LifecycleRuleFilter } from "@aws-sdk/client-s3";
import * as errors from "./errors.ts";
import { DAY_MS } from "./lifecycle-rule.ts";
import { checkTransitions } from "./lifecycle-transition.ts";
import { LIFECYCLE_RULES } from "./limits.ts";

/** Checks a configuration and names the rules that have no ID. */
export function readLifecycle(rules: LifecycleRule[] | undefined, newId: () => string): LifecycleRule[] {
  if (!rules?.length || rules.length > LIFECYCLE_RULES) throw errors.malformedXml();
  const ids = rules.flatMap(({ ID }) => ID ?? []);
  if (new Set(ids).size !== ids.length)
    throw errors.invalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID", ids[0]);
  return rules.map((rule) => {
    checkRule(rule);
    return { ...rule, ID: rule.ID ?? newId() };
  });
}

function checkRule(rule: LifecycleRule): void {
  if (rule.Status !== "Enabled" && rule.Status !== "Disabled") throw errors.malformedXml();
  if (rule.Filter === undefined && rule.Prefix === undefined) throw errors.malformedXml();
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  if (NoncurrentVersionExpiration && NoncurrentVersionExpiration.NoncurrentDays === undefined)
    throw errors.malformedXml();
  const moves = (rule.Transitions?.length ?? 0) + (rule.NoncurrentVersionTransitions?.length ?? 0);
  if (!Expiration && !NoncurrentVersionExpiration && !AbortIncompleteMultipartUpload && !moves)
    throw errors.invalidRequest("At least one action needs to be specified in a rule");
  const days = [
    Expiration?.Days,
    NoncurrentVersionExpiration?.NoncurrentDays,
    AbortIncompleteMultipartUpload?.DaysAfterInitiation,
  ];
  if (days.some((count) => count !== undefined && count < 1))
    throw errors.invalidArgument(
      "'Days' for Expiration action must be a positive integer",
      "Days",
      String(Expiration?.Days),
    );
  if (Expiration) checkExpiration(Expiration);
  checkTransitions(rule);
  checkFilter(rule.Filter);
}

function checkExpiration({
  Date: date,
  Days,
  ExpiredObjectDeleteMarker,
}: NonNullable<LifecycleRule["Expiration"]>): void {
  if ([date, Days, ExpiredObjectDeleteMarker].filter((value) => value !== undefined).length !== 1)
    throw errors.malformedXml();
  if (date && date.getTime() % DAY_MS !== 0)
    throw errors.invalidArgument("'Date' must be at midnight GMT", "Date", date.toISOString());
}

function checkFilter(filter: LifecycleRuleFilter | undefined): void {
  if (filter && Object.values(filter).filter((value) => value !== undefined).length > 1) throw errors.malformedXml();
  const keys = (filter?.And?.Tags ?? []).map(({ Key }) => Key);
  if (new Set(keys).size !== keys.length) throw errors.invalidRequest("Duplicate Tag Keys are not allowed.");
}
