import type {
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
  ReturnValue,
  ReturnValuesOnConditionCheckFailure,
  Select,
} from "@aws-sdk/client-dynamodb";
import { Constraints } from "../../core/constraints.ts";
import { validation } from "./errors.ts";
import { NAME_PATTERN } from "./tables.ts";

interface ItemOptions {
  ReturnValues?: ReturnValue | undefined;
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined;
  ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

/** The enumerations of item requests. `oldValues`: PutItem and DeleteItem can return only what was there before. */
export function checkItemOptions(input: ItemOptions, { oldValues }: { oldValues: boolean }): void {
  new Constraints()
    .oneOf("returnConsumedCapacity", input.ReturnConsumedCapacity, ["INDEXES", "TOTAL", "NONE"])
    .oneOf("returnItemCollectionMetrics", input.ReturnItemCollectionMetrics, ["SIZE", "NONE"])
    .oneOf("returnValues", input.ReturnValues, ["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"])
    .oneOf("returnValuesOnConditionCheckFailure", input.ReturnValuesOnConditionCheckFailure, ["ALL_OLD", "NONE"])
    .check();
  if (oldValues && input.ReturnValues && input.ReturnValues !== "ALL_OLD" && input.ReturnValues !== "NONE")
    throw validation("Return values set to invalid value");
}

/** The enumerations and bounds of Query and Scan. */
export function checkReadOptions(input: {
  IndexName?: string | undefined;
  Limit?: number | undefined;
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  Select?: Select | undefined;
}): void {
  new Constraints()
    .range("limit", input.Limit, { min: 1 })
    .oneOf("returnConsumedCapacity", input.ReturnConsumedCapacity, ["INDEXES", "TOTAL", "NONE"])
    .oneOf("select", input.Select, ["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"])
    .matches("indexName", input.IndexName, NAME_PATTERN)
    .length("indexName", input.IndexName, { min: 3, max: 255 })
    .check();
}
