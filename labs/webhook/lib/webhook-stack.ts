import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
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

    // TODO 3: the queue between the two functions, with a dead-letter queue for what fails again and again.
    // TODO 4: somewhere to note which events have been handled.

    const receiver = this.createFunction("ReceiveWebhook", "receive-webhook", {
      SECRETS_PARAMETER: provider.secretsParameterName,
      ACCOUNTS_TABLE: accounts.tableName,
    });
    this.createFunction("CreditPayment", "credit-payment", { ACCOUNTS_TABLE: accounts.tableName });

    // #region grants
    accounts.grant(receiver, "dynamodb:UpdateItem");
    // TODO 1: let the receiver read the secrets: ssm:GetParameter on provider.secretsParameterArn.
    // TODO 6: the receiver needs the secret and the queue, the consumer the tables. Neither needs what the other has.
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
