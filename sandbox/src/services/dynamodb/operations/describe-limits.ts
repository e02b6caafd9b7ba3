import type { DescribeLimitsCommandInput, DescribeLimitsCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { ACCOUNT_CAPACITY_UNITS, TABLE_CAPACITY_UNITS } from "../limits.ts";

export const describeLimits = operation<DescribeLimitsCommandInput, DescribeLimitsCommandOutput>({
  accepts: [],
  access: () => [{ action: "dynamodb:DescribeLimits", resource: "*" }],
  run: () => ({
    AccountMaxReadCapacityUnits: ACCOUNT_CAPACITY_UNITS,
    AccountMaxWriteCapacityUnits: ACCOUNT_CAPACITY_UNITS,
    TableMaxReadCapacityUnits: TABLE_CAPACITY_UNITS,
    TableMaxWriteCapacityUnits: TABLE_CAPACITY_UNITS,
  }),
});
