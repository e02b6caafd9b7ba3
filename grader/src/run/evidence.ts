import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stateDir } from "../paths.ts";

/** What the app left to be looked at when its checks were done, before it was destroyed. */
export interface Evidence {
  lab: string;
  stackName: string;
  target: "sandbox" | "aws";
  collectedAt: string;
  resources: { logicalId: string; physicalId: string; type: string }[];
  /** What functions printed, oldest first. */
  logs: { source: string; time: string; message: string }[];
  /** What tables and buckets hold; `more` when it was too much to keep. */
  contents: { source: string; items: unknown[]; more: boolean }[];
  /** Parts that could not be read, and why. */
  problems: string[];
}

const MAX_ITEMS = 25;
const MAX_LINES = 500;

/** Reads resources, function logs, table items and object keys of a stack with the SDK: the same on both targets. Never rejects; what cannot be read is named in `problems`. */
export async function collectEvidence(lab: string, stackName: string, target: "sandbox" | "aws"): Promise<Evidence> {
  const evidence: Evidence = {
    lab,
    stackName,
    target,
    collectedAt: new Date().toISOString(),
    resources: [],
    logs: [],
    contents: [],
    problems: [],
  };
  const attempt = async (what: string, read: () => Promise<void>): Promise<void> => {
    try {
      await read();
    } catch (error) {
      evidence.problems.push(`${what}: ${(error as Error).message}`);
    }
  };

  await attempt(stackName, async () => {
    const { CloudFormationClient, paginateListStackResources } = await import("@aws-sdk/client-cloudformation");
    const client = new CloudFormationClient({});
    for await (const page of paginateListStackResources({ client }, { StackName: stackName }))
      for (const { LogicalResourceId, PhysicalResourceId, ResourceType } of page.StackResourceSummaries ?? [])
        evidence.resources.push({
          logicalId: LogicalResourceId!,
          physicalId: PhysicalResourceId ?? "",
          type: ResourceType!,
        });
  });
  await Promise.all(
    evidence.resources.map(async ({ logicalId, physicalId, type }) => {
      if (type === "AWS::Lambda::Function") await attempt(logicalId, () => readLogs(physicalId, logicalId, evidence));
      if (type === "AWS::DynamoDB::Table" || type === "AWS::DynamoDB::GlobalTable")
        await attempt(logicalId, () => readTable(physicalId, logicalId, evidence));
      if (type === "AWS::S3::Bucket") await attempt(logicalId, () => readBucket(physicalId, logicalId, evidence));
    }),
  );
  evidence.logs.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return evidence;
}

async function readLogs(functionName: string, source: string, evidence: Evidence): Promise<void> {
  const [{ LambdaClient, GetFunctionConfigurationCommand }, { CloudWatchLogsClient, FilterLogEventsCommand }] =
    await Promise.all([import("@aws-sdk/client-lambda"), import("@aws-sdk/client-cloudwatch-logs")]);
  const configuration = await new LambdaClient({}).send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  const logGroupName = configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`;
  try {
    const { events = [] } = await new CloudWatchLogsClient({}).send(
      new FilterLogEventsCommand({ logGroupName, limit: MAX_LINES }),
    );
    for (const { timestamp, message } of events)
      evidence.logs.push({ source, time: new Date(timestamp ?? 0).toISOString(), message: (message ?? "").trimEnd() });
  } catch (error) {
    // A function that never ran has no log group yet.
    if ((error as Error).name !== "ResourceNotFoundException") throw error;
  }
}

async function readTable(tableName: string, source: string, evidence: Evidence): Promise<void> {
  const { DynamoDBClient, ScanCommand } = await import("@aws-sdk/client-dynamodb");
  const { unmarshall } = await import("@aws-sdk/util-dynamodb");
  const { Items = [], LastEvaluatedKey } = await new DynamoDBClient({}).send(
    new ScanCommand({ TableName: tableName, Limit: MAX_ITEMS }),
  );
  evidence.contents.push({
    source,
    items: Items.map((item) => unmarshall(item)),
    more: LastEvaluatedKey !== undefined,
  });
}

async function readBucket(bucket: string, source: string, evidence: Evidence): Promise<void> {
  const { S3Client, ListObjectsV2Command } = await import("@aws-sdk/client-s3");
  const { Contents = [], IsTruncated } = await new S3Client({}).send(
    new ListObjectsV2Command({ Bucket: bucket, MaxKeys: MAX_ITEMS }),
  );
  evidence.contents.push({
    source,
    items: Contents.map(({ Key, Size }) => ({ key: Key, size: Size })),
    more: IsTruncated ?? false,
  });
}

const evidenceFile = (lab: string): string => join(stateDir, "evidence", `${lab}.json`);

export function saveEvidence(evidence: Evidence): void {
  mkdirSync(join(stateDir, "evidence"), { recursive: true });
  writeFileSync(evidenceFile(evidence.lab), JSON.stringify(evidence), { mode: 0o600 });
}

/** The evidence of the last check of a lab; `undefined` when there was none. */
export function readEvidence(lab: string): Evidence | undefined {
  try {
    return JSON.parse(readFileSync(evidenceFile(lab), "utf8")) as Evidence;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
