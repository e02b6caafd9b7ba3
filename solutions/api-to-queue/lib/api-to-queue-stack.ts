import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import {
  AwsIntegration,
  EndpointType,
  JsonSchemaType,
  JsonSchemaVersion,
  Model,
  PassthroughBehavior,
  RequestValidator,
  RestApi,
  type JsonSchema,
} from "aws-cdk-lib/aws-apigateway";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { Intake } from "./intake.ts";
import { ACCEPTED, REFUSED, SEND_MESSAGE } from "./templates.ts";

// #region schema
const REPORT: JsonSchema = {
  schema: JsonSchemaVersion.DRAFT4,
  type: JsonSchemaType.OBJECT,
  properties: {
    place: { type: JsonSchemaType.STRING, minLength: 1, maxLength: 100 },
    text: { type: JsonSchemaType.STRING, minLength: 1, maxLength: 2000 },
    urgent: { type: JsonSchemaType.BOOLEAN },
  },
  required: ["place", "text"],
  additionalProperties: false,
};
// #endregion

export class ApiToQueueStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const { queue, table } = new Intake(this, "Intake");

    // #region api
    const api = new RestApi(this, "Api", {
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false, // one role for the whole account, which a lab should not change
      deployOptions: { throttlingRateLimit: 50, throttlingBurstLimit: 100 },
    });
    const reports = api.root.addResource("reports");
    // #endregion

    // #region method
    reports.addMethod("POST", this.createIntegration(queue), {
      requestParameters: { "method.request.querystring.channel": true },
      requestModels: { "application/json": new Model(this, "Report", { restApi: api, schema: REPORT }) },
      requestValidator: new RequestValidator(this, "Validator", {
        restApi: api,
        validateRequestBody: true,
        validateRequestParameters: true,
      }),
      methodResponses: [{ statusCode: "202" }, { statusCode: "503" }],
    });
    // #endregion

    new CfnOutput(this, "ApiUrl", { value: api.url });
    new CfnOutput(this, "StoredTable", { value: table.tableName });
  }

  // #region integration
  private createIntegration(queue: Queue): AwsIntegration {
    // The API acts with this role: it may send to this one queue, and nothing else.
    const sender = new Role(this, "Sender", { assumedBy: new ServicePrincipal("apigateway.amazonaws.com") });
    queue.grant(sender, "sqs:SendMessage");

    return new AwsIntegration({
      service: "sqs",
      path: `${this.account}/${queue.queueName}`,
      integrationHttpMethod: "POST",
      options: {
        credentialsRole: sender,
        requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
        requestTemplates: { "application/json": SEND_MESSAGE },
        // A body of another type has no template. Passed on as it is, it would be a request to SQS that the client wrote.
        passthroughBehavior: PassthroughBehavior.NEVER,
        integrationResponses: [
          { selectionPattern: "200", statusCode: "202", responseTemplates: { "application/json": ACCEPTED } },
          // Without a pattern: whatever is no 200. Were success the default, a refusal would look like one.
          { statusCode: "503", responseTemplates: { "application/json": REFUSED } },
        ],
      },
    });
  }
  // #endregion
}
