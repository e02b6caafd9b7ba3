import type { DescribeConnectionCommandInput, DescribeConnectionCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { getConnection, shownAuth, summary } from "../api-destination/connections.ts";

export const describeConnection = operation<DescribeConnectionCommandInput, DescribeConnectionCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onThing("DescribeConnection", "connection", input.Name, context)],
  run(input, context) {
    const connection = getConnection(input.Name!, "describe", context);
    return {
      ...summary(connection),
      ...(connection.description === undefined ? {} : { Description: connection.description }),
      SecretArn: connection.secretArn,
      AuthParameters: shownAuth(connection),
    };
  },
});
