import type { OperationContext } from "../../../core/service.ts";
import { type Bucket, buckets } from "../bucket.ts";
import { applyLifecycle } from "../lifecycle.ts";
import { covers } from "./event-types.ts";
import { notify } from "./notify.ts";

const DAY_MS = 24 * 3600_000;

/** Where events of expiration are wanted, the rules act at each midnight, also while nobody opens the bucket. Called when either configuration changes. */
export function watchLifecycle(bucket: Bucket, context: OperationContext): void {
  bucket.lifecycleTimer?.cancel();
  bucket.lifecycleTimer = undefined;
  const isWanted = bucket.notifications.some(({ events }) =>
    events.some((type) => type === "s3:LifecycleTransition" || covers("s3:LifecycleExpiration:*", type)),
  );
  if (!isWanted || !bucket.lifecycle.length) return;
  const midnight = DAY_MS - (context.clock.now() % DAY_MS);
  bucket.lifecycleTimer = context.clock.after(midnight, () => {
    if (context.state(buckets).get(bucket.name) !== bucket) return;
    for (const event of applyLifecycle(bucket, context.clock.now())) notify(bucket, event, context);
    watchLifecycle(bucket, context);
  });
}
