import { join } from "node:path";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

/** Stands for the old system that makes reports: slow, and not always well. Part of the lab, not yours to change. */
export class ReportEngine extends Construct {
  readonly function: NodejsFunction;
  /** What the engine was asked, by account, and how it is to behave: the checks read and write it. */
  readonly table: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new TableV2(this, "Calls", {
      partitionKey: { name: "account", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.function = new NodejsFunction(this, "Function", {
      entry: join(import.meta.dirname, "../functions/report-engine/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(30),
      environment: { CALLS_TABLE: this.table.tableName },
      logGroup: new LogGroup(this, "Logs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    this.table.grant(this.function, "dynamodb:UpdateItem");
  }
}
