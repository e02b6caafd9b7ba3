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

    const table = new TableV2(this, "Notes", {
      partitionKey: { name: "notebook", type: AttributeType.STRING },
      sortKey: { name: "id", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const reader = this.createFunction("ReadNotes", "read-notes", table);
    const writer = this.createFunction("WriteNotes", "write-notes", table);

    // #region grants
    // TODO 1: let the reader get items of the table. TODO 2: let the writer put them. Tables have methods for it: table.grant...
    // TODO 6: narrow the grants to the actions that each function's code calls. Nothing else, no other table.
    // #endregion

    // #region routes
    const api = new HttpApi(this, "Api");
    const read = new HttpLambdaIntegration("Read", reader);
    const write = new HttpLambdaIntegration("Write", writer);
    const notes = "/notebooks/{notebook}/notes";
    const note = "/notebooks/{notebook}/notes/{id}";
    api.addRoutes({ path: note, methods: [HttpMethod.GET], integration: read });
    api.addRoutes({ path: notes, methods: [HttpMethod.POST], integration: write });
    // TODO 3, 4, 5: the routes that list (GET notes), replace (PUT note) and delete (DELETE note), each to the right function.
    // #endregion

    new CfnOutput(this, "ApiUrl", { value: api.apiEndpoint });
  }

  private createFunction(id: string, folder: string, table: TableV2): NodejsFunction {
    return new NodejsFunction(this, id, {
      entry: join(import.meta.dirname, "../functions", folder, "index.ts"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(10),
      environment: { TABLE_NAME: table.tableName },
      logGroup: new LogGroup(this, `${id}Logs`, {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
  }
}
