import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import {
  EndpointType,
  JsonSchemaType,
  JsonSchemaVersion,
  MockIntegration,
  RestApi,
  type Integration,
  type JsonSchema,
} from "aws-cdk-lib/aws-apigateway";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { Intake } from "./intake.ts";

// #region schema
// TODO 4: describe a report, and use the schema as the model of the method.
export const REPORT: JsonSchema = {
  schema: JsonSchemaVersion.DRAFT4,
  type: JsonSchemaType.OBJECT,
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
    // TODO 4: the parameter channel, the model, and a validator for both.
    reports.addMethod("POST", this.createIntegration(queue), {
      methodResponses: [{ statusCode: "501" }],
    });
    // #endregion

    new CfnOutput(this, "ApiUrl", { value: api.url });
    new CfnOutput(this, "StoredTable", { value: table.tableName });
  }

  // #region integration
  private createIntegration(queue: Queue): Integration {
    // TODO 1: a role that API Gateway may assume and that may send to the queue; with it an AwsIntegration of the service "sqs".
    // Its path is the account and the queue, its template SEND_MESSAGE (templates.ts). SQS reads a form only if Content-Type says so.
    // TODO 4: what happens to a body for which there is no template? TODO 5: which answers of SQS are no success?
    return new MockIntegration({
      requestTemplates: { "application/json": '{"statusCode":501}' },
      integrationResponses: [
        {
          statusCode: "501",
          responseTemplates: { "application/json": `{"message":"Nothing reaches ${queue.node.id} yet"}` },
        },
      ],
    });
  }
  // #endregion
}
