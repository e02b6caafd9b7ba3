import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  paginateScan,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { expectThat, type Lab } from "@course/grader/checks";
import { tableNames } from "@course/grader/checks/tables";

/** Lets what the app has stored about a job expire, as if its time had come: in whichever table, under whatever attribute it says so. */
export async function expire(lab: Lab, jobId: string, now: number): Promise<void> {
  const client = lab.client(DynamoDBClient);
  let expired = 0;
  for (const TableName of await tableNames(lab)) {
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    const attribute = TimeToLiveDescription?.AttributeName;
    if (attribute === undefined) continue;
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    const keys = (Table?.KeySchema ?? []).map(({ AttributeName }) => AttributeName!);
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
      for (const item of Items) {
        const at = Number(item[attribute]?.N);
        if (!JSON.stringify(item).includes(jobId)) continue;
        // Some time after now, and not for ever.
        expectThat(at > now && at < now + 400 * 86_400, {
          expected: `${attribute}: ${Math.round(now) + 86_400}`,
          found: `${attribute}: ${item[attribute]?.N ?? "-"}`,
          where: TableName,
        });
        await client.send(
          new UpdateItemCommand({
            TableName,
            Key: Object.fromEntries(keys.map((key) => [key, item[key]!])),
            UpdateExpression: "SET #at = :past",
            ExpressionAttributeNames: { "#at": attribute },
            ExpressionAttributeValues: { ":past": { N: String(Math.floor(now) - 60) } },
          }),
        );
        expired++;
      }
  }
  expectThat(expired > 0, { expected: "TimeToLiveSpecification", found: "-", where: "AWS::DynamoDB::GlobalTable" });
}
