import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, TimeZone, type StackProps } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { EventField, Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
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
      // TODO 5: a run that failed three times goes to failedRuns.
    });
    // TODO 6: what the code does with this table, and nothing else.
    record.grantReadWriteData(job);
    accounting.function.grantInvoke(job);
    // #endregion

    // #region schedule
    // TODO 1: replace the rule by a Schedule (aws-cdk-lib/aws-scheduler) with a LambdaInvoke (aws-cdk-lib/aws-scheduler-targets).
    // TODO 5: a run that cannot be delivered goes to failedRuns.
    new Rule(this, "Nightly", {
      schedule: Schedule.cron({ minute: "30", hour: "2" }),
      targets: [
        new LambdaFunction(job, {
          event: RuleTargetInput.fromObject({ shop: "berlin", scheduledTime: EventField.time }),
        }),
      ],
    });
    // #endregion

    new CfnOutput(this, "LedgerTable", { value: accounting.ledger.tableName });
    new CfnOutput(this, "FailedRunsUrl", { value: failedRuns.queueUrl });
  }
}
