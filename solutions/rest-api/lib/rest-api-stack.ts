import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";

export class RestApiStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // #region table
    // One partition per notebook: a list is one Query. The sort key orders the notes within it.
    const table = new TableV2(this, "Notes", {
      partitionKey: { name: "notebook", type: AttributeType.STRING },
      sortKey: { name: "id", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // #endregion

    const reader = this.createFunction("ReadNotes", "read-notes", table);
    const writer = this.createFunction("WriteNotes", "write-notes", table);

    // #region grants
    // The actions that the code calls and no others: grantReadData() would add Scan, batch and stream actions.
    // Two functions, so that a fault in a read route can never change a note.
    table.grant(reader, "dynamodb:GetItem", "dynamodb:Query");
    table.grant(writer, "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");
    // #endregion

    // #region routes
    const api = new HttpApi(this, "Api");
    const read = new HttpLambdaIntegration("Read", reader);
    const write = new HttpLambdaIntegration("Write", writer);
    const notes = "/notebooks/{notebook}/notes";
    const note = "/notebooks/{notebook}/notes/{id}";
    api.addRoutes({ path: note, methods: [HttpMethod.GET], integration: read });
    api.addRoutes({ path: notes, methods: [HttpMethod.POST], integration: write });
    api.addRoutes({ path: notes, methods: [HttpMethod.GET], integration: read });
    api.addRoutes({ path: note, methods: [HttpMethod.PUT], integration: write });
    api.addRoutes({ path: note, methods: [HttpMethod.DELETE], integration: write });
    // #endregion

    new CfnOutput(this, "ApiUrl", { value: api.apiEndpoint });
  }

  private createFunction(id: string, folder: string, table: TableV2): NodejsFunction {
    // #region function
    return new NodejsFunction(this, id, {
      entry: join(import.meta.dirname, "../functions", folder, "index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(10),
      environment: { TABLE_NAME: table.tableName },
      // A log group of our own: one that Lambda makes is kept, and paid for, forever, and outlives the stack.
      logGroup: new LogGroup(this, `${id}Logs`, {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    // #endregion
  }
}
