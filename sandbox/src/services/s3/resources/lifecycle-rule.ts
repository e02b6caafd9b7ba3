import type { LifecycleRule, LifecycleRuleAndOperator, LifecycleRuleFilter } from "@aws-sdk/client-s3";
import type { Properties } from "../../../core/resource.ts";
import { boolean, number } from "./values.ts";

/** CloudFormation spells lifecycle rules flat, S3 nests them. */
export function lifecycleRule(rule: Properties): LifecycleRule {
  const { ExpirationInDays, ExpirationDate, ExpiredObjectDeleteMarker, AbortIncompleteMultipartUpload: abort } = rule;
  const noncurrent = rule.NoncurrentVersionExpiration ?? {};
  const noncurrentDays = number(noncurrent.NoncurrentDays ?? rule.NoncurrentVersionExpirationInDays);
  const expiration = {
    ...(ExpirationInDays === undefined ? {} : { Days: Number(ExpirationInDays) }),
    ...(ExpirationDate === undefined ? {} : { Date: new Date(ExpirationDate) }),
    ...(boolean(ExpiredObjectDeleteMarker) ? { ExpiredObjectDeleteMarker: true } : {}),
  };
  return {
    ID: rule.Id,
    Status: rule.Status,
    Filter: lifecycleFilter(rule),
    ...(Object.keys(expiration).length ? { Expiration: expiration } : {}),
    ...(noncurrentDays === undefined
      ? {}
      : {
          NoncurrentVersionExpiration: {
            NoncurrentDays: noncurrentDays,
            NewerNoncurrentVersions: number(noncurrent.NewerNoncurrentVersions),
          },
        }),
    ...transitions(rule),
    ...(abort ? { AbortIncompleteMultipartUpload: { DaysAfterInitiation: number(abort.DaysAfterInitiation) } } : {}),
  };
}

function lifecycleFilter(rule: Properties): LifecycleRuleFilter {
  const { Prefix, TagFilters: tags = [] } = rule;
  const above = number(rule.ObjectSizeGreaterThan);
  const below = number(rule.ObjectSizeLessThan);
  const sizes = {
    ...(above === undefined ? {} : { ObjectSizeGreaterThan: above }),
    ...(below === undefined ? {} : { ObjectSizeLessThan: below }),
  };
  const prefix = Prefix === undefined ? {} : { Prefix: Prefix as string };
  const count = Object.keys(sizes).length + Object.keys(prefix).length + tags.length;
  if (count > 1) {
    const And: LifecycleRuleAndOperator = { ...prefix, ...sizes, ...(tags.length ? { Tags: tags } : {}) };
    return { And };
  }
  return count ? { ...prefix, ...sizes, ...(tags.length ? { Tag: tags[0] } : {}) } : { Prefix: "" };
}

/** Both the older single transition and the list. */
function transitions(rule: Properties): Pick<LifecycleRule, "Transitions" | "NoncurrentVersionTransitions"> {
  const current = [...list(rule.Transition), ...list(rule.Transitions)];
  const noncurrent = [...list(rule.NoncurrentVersionTransition), ...list(rule.NoncurrentVersionTransitions)];
  return {
    ...(current.length
      ? {
          Transitions: current.map(({ StorageClass, TransitionInDays, TransitionDate }) => ({
            StorageClass,
            ...(TransitionInDays === undefined ? {} : { Days: Number(TransitionInDays) }),
            ...(TransitionDate === undefined ? {} : { Date: new Date(TransitionDate) }),
          })),
        }
      : {}),
    ...(noncurrent.length
      ? {
          NoncurrentVersionTransitions: noncurrent.map(
            ({ StorageClass, TransitionInDays, NewerNoncurrentVersions }) => ({
              StorageClass,
              NoncurrentDays: Number(TransitionInDays),
              ...(NewerNoncurrentVersions === undefined
                ? {}
                : { NewerNoncurrentVersions: Number(NewerNoncurrentVersions) }),
            }),
          ),
        }
      : {}),
  };
}

function list(value: unknown): Properties[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value as Properties];
}
