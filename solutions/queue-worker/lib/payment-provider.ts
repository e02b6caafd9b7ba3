import { join } from "node:path";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, type IFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

/**
 * Given; nothing to change here. It stands for a company that charges cards: you call it and cannot repair it. The table is its books, in which the
 * checks also write how it is to misbehave.
 */
export class PaymentProvider extends Construct {
  readonly charge: IFunction;
  readonly books: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.books = new TableV2(this, "Books", {
      partitionKey: { name: "order", type: AttributeType.STRING },
      sortKey: { name: "entry", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });

    this.charge = new NodejsFunction(this, "Charge", {
      entry: join(import.meta.dirname, "../functions/payment-provider/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(3),
      environment: { BOOKS: this.books.tableName },
      logGroup: new LogGroup(this, "ChargeLogs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    this.books.grant(this.charge, "dynamodb:PutItem", "dynamodb:UpdateItem");
  }
}
