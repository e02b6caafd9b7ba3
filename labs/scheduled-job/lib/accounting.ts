import { join } from "node:path";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

/** The accounting of somebody else, provided: a function that books days, and its ledger. */
export class Accounting extends Construct {
  readonly function: NodejsFunction;
  readonly ledger: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.ledger = new TableV2(this, "Ledger", {
      partitionKey: { name: "shop", type: AttributeType.STRING },
      sortKey: { name: "entry", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });

    this.function = new NodejsFunction(this, "Book", {
      entry: join(import.meta.dirname, "../functions/accounting/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(30),
      environment: { LEDGER_TABLE: this.ledger.tableName },
      logGroup: new LogGroup(this, "BookLogs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    this.ledger.grant(this.function, "dynamodb:GetItem", "dynamodb:PutItem");
  }
}
