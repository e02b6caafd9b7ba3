import type {
  DescribeContinuousBackupsCommandInput,
  DescribeContinuousBackupsCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { describeBackups } from "../continuous-backups.ts";
import { backedUpTable, requestedArn } from "../tables.ts";

export const describeContinuousBackups = operation<
  DescribeContinuousBackupsCommandInput,
  DescribeContinuousBackupsCommandOutput
>({
  accepts: ["TableName"],
  access: (input, context) => [
    { action: "dynamodb:DescribeContinuousBackups", resource: requestedArn(context, input.TableName!) },
  ],
  run: (input, context) => ({
    ContinuousBackupsDescription: describeBackups(backedUpTable(context, input.TableName!), context.clock.date()),
  }),
});
