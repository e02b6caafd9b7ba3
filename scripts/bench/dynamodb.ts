import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { clientOptions, repeat, timed } from "./measure.ts";
import { median, type Report } from "./report.ts";

const TableName = "bench";
const ROUNDS = 25;
const EACH = 30;

/** Single requests over HTTP, against dynalite in a process of its own, by turns. */
export async function dynamodbFigures(report: Report, endpoint: string): Promise<void> {
  const dynalite = await startDynalite();
  try {
    const ours = await requestsOf(new DynamoDBClient(clientOptions(endpoint)));
    const theirs = await requestsOf(new DynamoDBClient(clientOptions(dynalite.endpoint)));
    for (const name of ["put", "get", "query"] as const) {
      const own: number[] = [];
      const ratios: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const mine: number[] = [];
        const others: number[] = [];
        for (let request = 0; request < EACH; request++) {
          mine.push(await ours[name]());
          others.push(await theirs[name]());
        }
        own.push(median(mine));
        ratios.push(median(mine) / median(others));
      }
      report(`dynamodb-${name}-p50`, own, "ms");
      report(`dynamodb-${name}-to-dynalite`, ratios, "x", { most: 1.0 });
    }
  } finally {
    dynalite.stop();
  }
}

async function requestsOf(client: DynamoDBClient) {
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "N" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.5 }, { TableName });
  let written = 0;
  const key = (number: number) => ({ pk: { S: `partition-${number % 20}` }, sk: { N: String(number) } });
  const put = () => {
    const Item = { ...key(written++), title: { S: "a title" }, text: { S: "x".repeat(200) }, tags: { SS: ["a", "b"] } };
    return timed(() => client.send(new PutItemCommand({ TableName, Item })));
  };
  await repeat(400, put);
  let asked = 0;
  return {
    put,
    get: () => timed(() => client.send(new GetItemCommand({ TableName, Key: key(asked++ % 400) }))),
    query: () =>
      timed(() =>
        client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "pk = :pk AND sk >= :from",
            ExpressionAttributeValues: { ":pk": { S: `partition-${asked++ % 20}` }, ":from": { N: "100" } },
            Limit: 10,
          }),
        ),
      ),
  };
}

async function startDynalite(): Promise<{ endpoint: string; stop: () => void }> {
  const program = createRequire(import.meta.url).resolve("dynalite/cli.js");
  const port = await freePort();
  const child = spawn(process.execPath, [program, "--port", String(port), "--createTableMs", "0"], { stdio: "ignore" });
  const endpoint = `http://127.0.0.1:${port}`;
  for (let attempt = 0; ; attempt++) {
    try {
      await fetch(endpoint);
      return { endpoint, stop: () => child.kill() };
    } catch (error) {
      if (attempt > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
