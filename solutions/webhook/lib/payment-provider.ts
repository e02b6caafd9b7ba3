import { join } from "node:path";
import { CustomResource, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

/**
 * Stands for the payment provider, who gives you a signing secret when you register your URL. Part of the lab, not yours to change.
 * CloudFormation cannot make a SecureString, and a secret in a template can be read by everybody who may read the stack:
 * so a function makes it during the deployment and stores it itself. Nothing of it is in the template.
 */
export class PaymentProvider extends Construct {
  /** A SecureString with the signing secrets that count, the newest first, separated by a space: "whsec_... whsec_...". */
  readonly secretsParameterName: string;
  readonly secretsParameterArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = Stack.of(this);
    this.secretsParameterName = `/${stack.stackName}/payment-webhook-secrets`;
    this.secretsParameterArn = stack.formatArn({
      service: "ssm",
      resource: "parameter",
      resourceName: this.secretsParameterName.slice(1),
    });

    const maker = new NodejsFunction(this, "MakeSecret", {
      entry: join(import.meta.dirname, "../functions/make-secret/index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(30),
      logGroup: new LogGroup(this, "MakeSecretLogs", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    maker.addToRolePolicy(
      new PolicyStatement({
        actions: ["ssm:PutParameter", "ssm:DeleteParameter"],
        resources: [this.secretsParameterArn],
      }),
    );
    new CustomResource(this, "Secret", {
      serviceToken: maker.functionArn,
      properties: { parameterName: this.secretsParameterName },
    });
  }
}
