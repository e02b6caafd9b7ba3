import type { ListStreamsCommandInput, ListStreamsCommandOutput } from "@aws-sdk/client-dynamodb-streams";
import { operation } from "../../../core/service.ts";
import { MAX_STREAMS } from "../limits.ts";
import { streams } from "../stream.ts";

export const listStreams = operation<ListStreamsCommandInput, ListStreamsCommandOutput>({
  accepts: ["TableName", "Limit", "ExclusiveStartStreamArn"],
  access: (input, context) => [
    {
      action: "dynamodb:ListStreams",
      resource: `arn:aws:dynamodb:${context.region}:${context.account}:table/${input.TableName ?? "*"}/stream/*`,
    },
  ],
  run(input, context) {
    const all = [...context.state(streams).values()].filter(
      (stream) => !stream.isGone && (input.TableName === undefined || stream.tableName === input.TableName),
    );
    const after = all.findIndex((stream) => stream.arn === input.ExclusiveStartStreamArn) + 1;
    const page = all.slice(after, after + (input.Limit ?? MAX_STREAMS));
    const hasMore = after + page.length < all.length;
    return {
      Streams: page.map(({ arn, tableName, label }) => ({ StreamArn: arn, TableName: tableName, StreamLabel: label })),
      ...(hasMore ? { LastEvaluatedStreamArn: page.at(-1)!.arn } : {}),
    };
  },
});
