import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { ReportEngine } from "./report-engine.ts";

const TIMEOUT = Duration.seconds(6);

export class AsyncApiStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const engine = new ReportEngine(this, "ReportEngine");

    // TODO 1: a table for the jobs, and a queue for their ids. TODO 6: jobs expire.
    // TODO 5: a dead-letter queue, for jobs that fail again and again.

    const api = this.createFunction("JobsApi", "jobs-api", { ENGINE_FUNCTION: engine.function.functionName });
    // The time-outs are right: a worker that takes longer than 10 seconds hangs.
    this.createFunction("RunJob", "run-job", { ENGINE_FUNCTION: engine.function.functionName });
    this.createFunction("GiveUp", "give-up", {});

    // #region sources
    // TODO 2: let the queue feed the worker. TODO 5: let the dead-letter queue feed GiveUp.
    // #endregion

    // #region grants
    engine.function.grantInvoke(api);
    // TODO 6: grant each function what its code calls. Only the worker may call the engine.
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
