import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { PaymentProvider } from "./payment-provider.ts";

const TIMEOUT = Duration.seconds(10);

export class WebhookStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const provider = new PaymentProvider(this, "PaymentProvider");

    const accounts = new TableV2(this, "Accounts", {
      partitionKey: { name: "account", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // #region events-table
    // What has been handled. The provider may send an event again for days: the mark must live longer than that.
    const handledEvents = new TableV2(this, "HandledEvents", {
      partitionKey: { name: "eventId", type: AttributeType.STRING },
      timeToLiveAttribute: "expiresAt",
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // #endregion

    // #region queue
    const deadLetters = new Queue(this, "FailedDeliveries", { retentionPeriod: Duration.days(14) });
    const deliveries = new Queue(this, "Deliveries", {
      // Six times the consumer's time-out: what is being worked on must not turn up a second time.
      visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    // #endregion

    const receiver = this.createFunction("ReceiveWebhook", "receive-webhook", {
      QUEUE_URL: deliveries.queueUrl,
      SECRETS_PARAMETER: provider.secretsParameterName,
    });
    const creditor = this.createFunction("CreditPayment", "credit-payment", {
      ACCOUNTS_TABLE: accounts.tableName,
      EVENTS_TABLE: handledEvents.tableName,
    });
    creditor.addEventSource(new SqsEventSource(deliveries, { batchSize: 10, reportBatchItemFailures: true }));

    // #region grants
    // The function that strangers reach may read the secret and fill the queue. It cannot touch an account.
    receiver.addToRolePolicy(
      new PolicyStatement({ actions: ["ssm:GetParameter"], resources: [provider.secretsParameterArn] }),
    );
    deliveries.grantSendMessages(receiver);
    // The function that moves money never sees the secret, and nobody outside can call it.
    handledEvents.grant(creditor, "dynamodb:PutItem");
    accounts.grant(creditor, "dynamodb:UpdateItem");
    // #endregion

    const api = new HttpApi(this, "Api");
    api.addRoutes({
      path: "/webhooks/payments",
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration("Receive", receiver),
    });

    new CfnOutput(this, "WebhookUrl", { value: `${api.apiEndpoint}/webhooks/payments` });
    new CfnOutput(this, "SecretsParameter", { value: provider.secretsParameterName });
    new CfnOutput(this, "AccountsTable", { value: accounts.tableName });
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
