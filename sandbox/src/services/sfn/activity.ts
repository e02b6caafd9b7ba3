import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import { resourceOf } from "./arns.ts";
import { activityDoesNotExist, invalidArn } from "./errors.ts";

interface Offer {
  token: string;
  input: string;
  take(worker: { workerName?: string }): void;
}

export interface Activity {
  name: string;
  arn: string;
  createdAt: number;
  tags: Map<string, string>;
  /** Tasks that no worker has taken yet, oldest first. */
  offers: Offer[];
  /** Workers that wait for a task. */
  pollers: Set<() => void>;
}

/** By ARN. */
export const activities = defineStore("regional", () => new Map<string, Activity>());

export function getActivity(arn: string, context: OperationContext): Activity {
  const [kind] = resourceOf(arn);
  if (kind !== "activity") throw invalidArn(`Resource type not valid in this context: ${kind}`);
  const activity = context.state(activities).get(arn);
  if (!activity) throw activityDoesNotExist(arn);
  return activity;
}

/** Puts a task up for the workers of an activity; returns what takes it back. */
export function offerTask(arn: string, offer: Offer, context: OperationContext): () => void {
  const activity = getActivity(arn, context);
  activity.offers.push(offer);
  const [poller] = activity.pollers;
  poller?.();
  return () => {
    const index = activity.offers.indexOf(offer);
    if (index >= 0) activity.offers.splice(index, 1);
  };
}
