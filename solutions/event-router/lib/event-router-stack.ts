import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { type CfnRule, EventBus, EventField, Match, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { LambdaFunction, SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

export class EventRouterStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const books = new TableV2(this, "Books", {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // #region bus
    // Not the default bus: that one carries the events of AWS services, and everybody's rules.
    const bus = new EventBus(this, "Bus", { eventBusName: `${this.stackName}-shop` });
    // #endregion

    const publisher = this.createFunction("PublishOrders", "publish-orders", {
      BUS_NAME: bus.eventBusName,
      BOOKS_TABLE: books.tableName,
    });
    books.grant(publisher, "dynamodb:UpdateItem");
    // #region grant
    bus.grantPutEventsTo(publisher);
    // #endregion

    const billing = this.createFunction("Billing", "billing", { BOOKS_TABLE: books.tableName });
    books.grant(billing, "dynamodb:PutItem", "dynamodb:UpdateItem");

    const review = this.createQueue("Review");
    const audit = this.createQueue("Audit");

    // #region billing-failures
    // EventBridge has done its part when Lambda has accepted the event. What the function throws is Lambda's to retry, and to keep.
    billing.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(this.createQueue("NotBilled")) });
    // #endregion

    // #region billing-rule
    new Rule(this, "BillOrders", {
      eventBus: bus,
      eventPattern: {
        source: ["shop.orders"],
        detailType: ["OrderPlaced"],
        // The version that the function can read. A gift has no invoice.
        detail: { metadata: { version: [1] }, data: { total: Match.greaterThan(0) } },
      },
      targets: [
        new LambdaFunction(billing, {
          deadLetterQueue: this.createQueue("BillingUndelivered"),
          retryAttempts: 10,
          maxEventAge: Duration.hours(1),
        }),
      ],
    });
    // #endregion

    // #region review-rule
    const reviewRule = new Rule(this, "ReviewOrders", {
      eventBus: bus,
      eventPattern: {
        source: ["shop.orders"],
        detailType: ["OrderPlaced"],
        // Either is enough.
        detail: {
          $or: [
            { data: { total: Match.greaterThanOrEqual(500) } },
            { data: { country: Match.anythingBut("VN", "CN", "US") } },
          ],
        },
      },
      targets: [
        new SqsQueue(review, {
          deadLetterQueue: this.createQueue("ReviewUndelivered"),
          // People who review get what they need and no more: no name of the customer.
          message: RuleTargetInput.fromObject({
            orderId: EventField.fromPath("$.detail.data.orderId"),
            country: EventField.fromPath("$.detail.data.country"),
            total: EventField.fromPath("$.detail.data.total"),
          }),
        }),
      ],
    });
    // #endregion

    // #region audit-rule
    const auditRule = new Rule(this, "AuditShop", {
      eventBus: bus,
      eventPattern: { source: Match.prefix("shop.") },
      targets: [new SqsQueue(audit, { deadLetterQueue: this.createQueue("AuditUndelivered") })],
    });
    // #endregion

    // #region archive
    bus.archive("Archive", { eventPattern: { source: Match.prefix("shop.") }, retention: Duration.days(30) });

    // A replay sends old events to every rule that matches. These two are not to act on them again.
    for (const rule of [reviewRule, auditRule])
      (rule.node.defaultChild as CfnRule).addPropertyOverride("EventPattern.replay-name", [{ exists: false }]);
    // #endregion

    new CfnOutput(this, "BusName", { value: bus.eventBusName });
    new CfnOutput(this, "PublisherName", { value: publisher.functionName });
    new CfnOutput(this, "BillingName", { value: billing.functionName });
    new CfnOutput(this, "BooksTable", { value: books.tableName });
    new CfnOutput(this, "ReviewQueueUrl", { value: review.queueUrl });
    new CfnOutput(this, "AuditQueueUrl", { value: audit.queueUrl });
  }

  /** For people and for dead letters: as long as a queue keeps anything. */
  private createQueue(id: string): Queue {
    return new Queue(this, id, { retentionPeriod: Duration.days(14) });
  }

  private createFunction(id: string, folder: string, environment: Record<string, string>): NodejsFunction {
    return new NodejsFunction(this, id, {
      entry: join(import.meta.dirname, "../functions", folder, "index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(30),
      environment,
      logGroup: new LogGroup(this, `${id}Logs`, {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
  }
}
