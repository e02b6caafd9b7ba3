import { defineService } from "../../core/service.ts";
import { batchExecuteStatement } from "./operations/batch-execute-statement.ts";
import { batchGetItem } from "./operations/batch-get-item.ts";
import { batchWriteItem } from "./operations/batch-write-item.ts";
import { createTable } from "./operations/create-table.ts";
import { deleteItem } from "./operations/delete-item.ts";
import { deleteResourcePolicy } from "./operations/delete-resource-policy.ts";
import { deleteTable } from "./operations/delete-table.ts";
import { describeContinuousBackups } from "./operations/describe-continuous-backups.ts";
import { describeLimits } from "./operations/describe-limits.ts";
import { describeTable } from "./operations/describe-table.ts";
import { describeTimeToLive } from "./operations/describe-time-to-live.ts";
import { executeStatement } from "./operations/execute-statement.ts";
import { executeTransaction } from "./operations/execute-transaction.ts";
import { getItem } from "./operations/get-item.ts";
import { getResourcePolicy } from "./operations/get-resource-policy.ts";
import { listTables } from "./operations/list-tables.ts";
import { listTagsOfResource } from "./operations/list-tags-of-resource.ts";
import { putItem } from "./operations/put-item.ts";
import { putResourcePolicy } from "./operations/put-resource-policy.ts";
import { query } from "./operations/query.ts";
import { scan } from "./operations/scan.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { transactGetItems } from "./operations/transact-get-items.ts";
import { transactWriteItems } from "./operations/transact-write-items.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateContinuousBackups } from "./operations/update-continuous-backups.ts";
import { updateItem } from "./operations/update-item.ts";
import { updateTable } from "./operations/update-table.ts";
import { updateTimeToLive } from "./operations/update-time-to-live.ts";
import { underPolicies } from "../dynamodb-streams/resource-policy.ts";
import { policyOn } from "./resource-policy.ts";
import { globalTable } from "./resources/global-table.ts";
import { table } from "./resources/table.ts";

/**
 * DynamoDB: tables, items, expressions, secondary indexes, transactions, TTL, streams (read through dynamodb-streams). An engine of our own: items live in memory, by hash key
 * in maps and by sort key in sorted arrays.
 *
 * Emulated: the operations and parameters listed below, the legacy ones included, with AWS's validation, limits (limits.ts), messages and consumed capacity;
 * PartiQL statements, also in batches and transactions; throttling of provisioned tables and indexes, with burst capacity, on the
 * virtual clock; conflicts of transactions with requests that come at the same time; IAM with the condition keys LeadingKeys,
 * Attributes, Select, ReturnValues, ReturnConsumedCapacity, EnclosingOperation and FullTableScan; resource policies of tables and streams. Answers are held against recordings of AWS
 * (the tests name them: test_...).
 *
 * Gaps (AWS has it, we refuse):
 * - Kinesis streaming, backups and restore, export and import, global tables of several Regions,
 *   contributor insights, vector indexes, global indexes with keys of more than two attributes, customer and AWS managed KMS keys
 * - in PartiQL: functions and arithmetic in a projection, arithmetic in WHERE, UPDATE that begins with FROM
 * - tables of another account or Region by ARN
 * Gaps (we accept the setting, keep it and return it; AWS does more with it):
 * - the most units of an on-demand table, and auto scaling (GlobalTable), which stays at its first capacity
 * - warm throughput and table class: neither speed nor price exists here
 * - point-in-time recovery: the setting is kept, restoring is refused
 *
 * By design:
 * - CREATING, UPDATING and DELETING last milliseconds, and DescribeTable waits for their end, so that SDK waiters, which ask every 20
 *   seconds, are done at their first question. Item counts and sizes are exact at once (AWS: every six hours).
 * - all reads are consistent; global indexes follow at once
 * - TTL sweeps at most once a minute of sandbox time, from an hour after the first item has expired (AWS: within a few days); TTL may be
 *   switched again at once (AWS: after half an hour)
 * - the order of Scan is ours; as AWS's it says nothing about keys, and stays the same
 * - a provisioned table begins with all of its burst capacity (300 seconds), and has one partition: no key is hot
 * - a resource policy counts at once, and Invalid principal is said only where there is none. AWS caches decisions: a changed policy may need minutes to
 *   count (observed: up to four). As on AWS, it can be changed again after 15 seconds
 * - a transaction takes two turns of the event loop; what has arrived by then is in conflict with it
 */
export const dynamodb = defineService({
  id: "dynamodb",
  client: () => import("@aws-sdk/client-dynamodb"),
  operations: underPolicies(
    {
      BatchExecuteStatement: batchExecuteStatement,
      BatchGetItem: batchGetItem,
      BatchWriteItem: batchWriteItem,
      CreateTable: createTable,
      DeleteItem: deleteItem,
      DeleteResourcePolicy: deleteResourcePolicy,
      DeleteTable: deleteTable,
      DescribeContinuousBackups: describeContinuousBackups,
      DescribeLimits: describeLimits,
      DescribeTable: describeTable,
      DescribeTimeToLive: describeTimeToLive,
      ExecuteStatement: executeStatement,
      ExecuteTransaction: executeTransaction,
      GetItem: getItem,
      GetResourcePolicy: getResourcePolicy,
      ListTables: listTables,
      ListTagsOfResource: listTagsOfResource,
      PutItem: putItem,
      PutResourcePolicy: putResourcePolicy,
      Query: query,
      Scan: scan,
      TagResource: tagResource,
      TransactGetItems: transactGetItems,
      TransactWriteItems: transactWriteItems,
      UntagResource: untagResource,
      UpdateContinuousBackups: updateContinuousBackups,
      UpdateItem: updateItem,
      UpdateTable: updateTable,
      UpdateTimeToLive: updateTimeToLive,
    },
    policyOn,
  ),
  resources: {
    "AWS::DynamoDB::GlobalTable": globalTable,
    "AWS::DynamoDB::Table": table,
  },
});
