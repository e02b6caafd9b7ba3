import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, TimeZone, type StackProps } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
  TimeWindow,
} from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { Accounting } from "./accounting.ts";

/** Where the shops are: their days begin and end there. */
const ZONE = TimeZone.EUROPE_BERLIN;

export class ScheduledJobStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const accounting = new Accounting(this, "Accounting");

    const record = new TableV2(this, "Record", {
      partitionKey: { name: "shop", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });

    /** Runs that nobody will try again: somebody has to look at them. */
    const failedRuns = new Queue(this, "FailedRuns", { retentionPeriod: Duration.days(14) });

    // #region job
    const job = new NodejsFunction(this, "Job", {
      entry: join(import.meta.dirname, "../functions/job/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(6),
      environment: {
        TIME_ZONE: ZONE.timezoneName,
        RECORD_TABLE: record.tableName,
        ACCOUNTING_FUNCTION: accounting.function.functionName,
      },
      logGroup: new LogGroup(this, "JobLogs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      // Scheduler hands the run over and is done. Whatever the function throws after that is Lambda's to repeat and to keep.
      retryAttempts: 2,
      onFailure: new SqsDestination(failedRuns),
    });
    record.grant(job, "dynamodb:UpdateItem");
    accounting.function.grantInvoke(job);
    // #endregion

    // #region schedule
    new Schedule(this, "Nightly", {
      // 02:30 would be missing on one day of March and come twice on one of October.
      schedule: ScheduleExpression.cron({ minute: "30", hour: "3", timeZone: ZONE }),
      timeWindow: TimeWindow.flexible(Duration.minutes(15)),
      target: new LambdaInvoke(job, {
        input: ScheduleTargetInput.fromObject({ shop: "berlin", scheduledTime: ContextAttribute.scheduledTime }),
        // After six hours the run is given up: the next night books what is missing.
        maxEventAge: Duration.hours(6),
        deadLetterQueue: failedRuns,
      }),
    });
    // #endregion

    new CfnOutput(this, "LedgerTable", { value: accounting.ledger.tableName });
    new CfnOutput(this, "FailedRunsUrl", { value: failedRuns.queueUrl });
  }
}
