import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { ReportEngine } from "./report-engine.ts";

const TIMEOUT = Duration.seconds(6);

export class AsyncApiStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const engine = new ReportEngine(this, "ReportEngine");

    // #region table
    const jobs = new TableV2(this, "Jobs", {
      partitionKey: { name: "id", type: AttributeType.STRING },
      timeToLiveAttribute: "expiresAt",
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // #endregion

    // #region queues
    const givenUp = new Queue(this, "GivenUp", { visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()) });
    const work = new Queue(this, "Work", {
      visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()),
      deadLetterQueue: { queue: givenUp, maxReceiveCount: 3 },
    });
    // #endregion

    const api = this.createFunction("JobsApi", "jobs-api", { JOBS_TABLE: jobs.tableName, QUEUE_URL: work.queueUrl });
    const worker = this.createFunction("RunJob", "run-job", {
      JOBS_TABLE: jobs.tableName,
      ENGINE_FUNCTION: engine.function.functionName,
    });
    const quitter = this.createFunction("GiveUp", "give-up", { JOBS_TABLE: jobs.tableName });

    // #region sources
    // One job a time: a batch of slow jobs would not fit into one time-out.
    worker.addEventSource(new SqsEventSource(work, { batchSize: 1, reportBatchItemFailures: true }));
    quitter.addEventSource(new SqsEventSource(givenUp, { batchSize: 1 }));
    // #endregion

    // #region grants
    jobs.grant(api, "dynamodb:PutItem", "dynamodb:GetItem");
    work.grantSendMessages(api);
    jobs.grant(worker, "dynamodb:GetItem", "dynamodb:UpdateItem");
    engine.function.grantInvoke(worker);
    jobs.grant(quitter, "dynamodb:UpdateItem");
    // #endregion

    const http = new HttpApi(this, "Api");
    const integration = new HttpLambdaIntegration("Jobs", api);
    http.addRoutes({ path: "/reports", methods: [HttpMethod.POST], integration });
    http.addRoutes({ path: "/jobs/{id}", methods: [HttpMethod.GET], integration });

    new CfnOutput(this, "ApiUrl", { value: http.apiEndpoint });
    new CfnOutput(this, "EngineTable", { value: engine.table.tableName });
  }

  private createFunction(id: string, folder: string, environment: Record<string, string>): NodejsFunction {
    return new NodejsFunction(this, id, {
      entry: join(import.meta.dirname, "../functions", folder, "index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: TIMEOUT,
      environment,
      logGroup: new LogGroup(this, `${id}Logs`, {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
  }
}
