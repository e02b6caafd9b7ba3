import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

/**
 * Provided, not to be changed: the company that takes the money. In real life it is somebody else's API; here it is a function, so that you can
 * read its books (the table Ledger) and so that it fails when a check asks for it.
 */
export class PaymentProvider extends Construct {
  readonly function: NodejsFunction;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    const ledger = new TableV2(this, "Ledger", {
      partitionKey: { name: "orderId", type: AttributeType.STRING },
      sortKey: { name: "entry", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.function = new NodejsFunction(this, "Function", {
      entry: join(import.meta.dirname, "../functions/provider/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(9),
      environment: { LEDGER_TABLE: ledger.tableName },
      logGroup: new LogGroup(this, "Logs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    ledger.grant(this.function, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem");

    // The checks read the books and ask for faults here.
    new CfnOutput(scope, "LedgerTable", { value: ledger.tableName });
  }
}
