/**
 * Amazon EventBridge: the event buses that AWS now calls Classic.
 *
 * Emulated: the default bus and custom buses with policies; PutEvents with its partial failures; rules with every operator of event patterns
 * (`../../event-pattern`), and with schedules on the default bus; targets Lambda, SQS (FIFO too), SNS, Step Functions, log groups,
 * API destinations (with their connections: BASIC, API_KEY, OAUTH_CLIENT_CREDENTIALS) and other buses, also of other accounts and Regions; Input, InputPath, InputTransformer; retry policies and dead-letter queues; archives and
 * replays; tags; `AWS::Events::Rule`, `EventBus`, `EventBusPolicy`,
 * `Archive`, `Connection`, `ApiDestination`. Every delivery acts as the rule (`events.amazonaws.com` with the
 * rule's ARN as its source) or with the role of the target, and the target's policy decides. Codes and messages follow recordings where
 * there are some, the others documentation or memory.
 *
 * Gaps: connections to private APIs; targets of other services; the Advanced event buses of September 2026, partner event sources, global
 * endpoints, managed rules, the schema registry and discovery; customer keys; logging and the dead-letter queue of a bus; events of AWS services other than
 * those whose folders send them; rules for CloudTrail; tracing headers of entries.
 *
 * By design: an event is delivered at once, where AWS takes about half a second, and changed rules count at once, where AWS may need a minute. AWS
 * delivers at least once and sometimes twice; here it is once. A replay comes as a whole a second after its start. Back-off and jitter of retries
 * are ours: AWS does not publish its numbers. API destinations reach this machine (over HTTP too) and the APIs of the sandbox, nothing else; the secrets of
 * a connection are kept with it, not in Secrets Manager, and cannot be read.
 */
import { defineService } from "../../core/service.ts";
import { cancelReplay } from "./operations/cancel-replay.ts";
import { createApiDestination } from "./operations/create-api-destination.ts";
import { createArchive } from "./operations/create-archive.ts";
import { createConnection } from "./operations/create-connection.ts";
import { createEventBus } from "./operations/create-event-bus.ts";
import { deauthorizeConnection } from "./operations/deauthorize-connection.ts";
import { deleteApiDestination } from "./operations/delete-api-destination.ts";
import { deleteArchive } from "./operations/delete-archive.ts";
import { deleteConnection } from "./operations/delete-connection.ts";
import { deleteEventBus } from "./operations/delete-event-bus.ts";
import { deleteRule } from "./operations/delete-rule.ts";
import { describeApiDestination } from "./operations/describe-api-destination.ts";
import { describeArchive } from "./operations/describe-archive.ts";
import { describeConnection } from "./operations/describe-connection.ts";
import { describeEventBus } from "./operations/describe-event-bus.ts";
import { describeReplay } from "./operations/describe-replay.ts";
import { describeRule } from "./operations/describe-rule.ts";
import { disableRule } from "./operations/disable-rule.ts";
import { enableRule } from "./operations/enable-rule.ts";
import { listApiDestinations } from "./operations/list-api-destinations.ts";
import { listArchives } from "./operations/list-archives.ts";
import { listConnections } from "./operations/list-connections.ts";
import { listEventBuses } from "./operations/list-event-buses.ts";
import { listReplays } from "./operations/list-replays.ts";
import { listRuleNamesByTarget } from "./operations/list-rule-names-by-target.ts";
import { listRules } from "./operations/list-rules.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { listTargetsByRule } from "./operations/list-targets-by-rule.ts";
import { putEvents } from "./operations/put-events.ts";
import { putPermission } from "./operations/put-permission.ts";
import { putRule } from "./operations/put-rule.ts";
import { putTargets } from "./operations/put-targets.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { removeTargets } from "./operations/remove-targets.ts";
import { startReplay } from "./operations/start-replay.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { testEventPattern } from "./operations/test-event-pattern.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateApiDestination } from "./operations/update-api-destination.ts";
import { updateArchive } from "./operations/update-archive.ts";
import { updateConnection } from "./operations/update-connection.ts";
import { updateEventBus } from "./operations/update-event-bus.ts";
import { apiDestination } from "./resources/api-destination.ts";
import { archive } from "./resources/archive.ts";
import { connection } from "./resources/connection.ts";
import { eventBus } from "./resources/event-bus.ts";
import { eventBusPolicy } from "./resources/event-bus-policy.ts";
import { rule } from "./resources/rule.ts";

export const eventbridge = defineService({
  id: "eventbridge",
  client: () => import("@aws-sdk/client-eventbridge"),
  operations: {
    CancelReplay: cancelReplay,
    CreateApiDestination: createApiDestination,
    CreateArchive: createArchive,
    CreateConnection: createConnection,
    CreateEventBus: createEventBus,
    DeauthorizeConnection: deauthorizeConnection,
    DeleteApiDestination: deleteApiDestination,
    DeleteArchive: deleteArchive,
    DeleteConnection: deleteConnection,
    DeleteEventBus: deleteEventBus,
    DeleteRule: deleteRule,
    DescribeApiDestination: describeApiDestination,
    DescribeArchive: describeArchive,
    DescribeConnection: describeConnection,
    DescribeEventBus: describeEventBus,
    DescribeReplay: describeReplay,
    DescribeRule: describeRule,
    DisableRule: disableRule,
    EnableRule: enableRule,
    ListApiDestinations: listApiDestinations,
    ListArchives: listArchives,
    ListConnections: listConnections,
    ListEventBuses: listEventBuses,
    ListReplays: listReplays,
    ListRuleNamesByTarget: listRuleNamesByTarget,
    ListRules: listRules,
    ListTagsForResource: listTagsForResource,
    ListTargetsByRule: listTargetsByRule,
    PutEvents: putEvents,
    PutPermission: putPermission,
    PutRule: putRule,
    PutTargets: putTargets,
    RemovePermission: removePermission,
    RemoveTargets: removeTargets,
    StartReplay: startReplay,
    TagResource: tagResource,
    TestEventPattern: testEventPattern,
    UntagResource: untagResource,
    UpdateApiDestination: updateApiDestination,
    UpdateArchive: updateArchive,
    UpdateConnection: updateConnection,
    UpdateEventBus: updateEventBus,
  },
  resources: {
    "AWS::Events::ApiDestination": apiDestination,
    "AWS::Events::Archive": archive,
    "AWS::Events::Connection": connection,
    "AWS::Events::EventBus": eventBus,
    "AWS::Events::EventBusPolicy": eventBusPolicy,
    "AWS::Events::Rule": rule,
  },
});
