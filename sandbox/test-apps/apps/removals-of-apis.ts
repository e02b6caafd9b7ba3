/** Settings of APIs and roles that an update takes away. */
import { deepEqual } from "node:assert/strict";
import { Duration, Size } from "aws-cdk-lib";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as apigatewayv2 from "aws-cdk-lib/aws-apigatewayv2";
import * as iam from "aws-cdk-lib/aws-iam";
import {
  APIGatewayClient,
  GetRestApisCommand,
  GetStagesCommand,
  GetUsagePlansCommand,
} from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client, GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { GetRoleCommand, IAMClient, ListAttachedRolePoliciesCommand } from "@aws-sdk/client-iam";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { TestApps } from "../test-app.ts";
import { allow, output } from "./shorthand.ts";

export const apiRemovalApps: TestApps = {
  "settings-of-apis-and-roles-removed": {
    build(stack, version) {
      const is = version === 1;
      const api = new apigateway.RestApi(stack, "Api", {
        ...(is
          ? { description: "described", binaryMediaTypes: ["image/png"], minCompressionSize: Size.kibibytes(1) }
          : {}),
        deployOptions: is
          ? { variables: { a: "b" }, throttlingRateLimit: 5, throttlingBurstLimit: 5, description: "stage" }
          : {},
      });
      api.root.addMethod("GET", new apigateway.MockIntegration());
      api.addUsagePlan(
        "Plan",
        is ? { quota: { limit: 5, period: apigateway.Period.DAY }, throttle: { rateLimit: 1 } } : {},
      );
      new apigatewayv2.HttpApi(
        stack,
        "HttpApi",
        is ? { description: "described", corsPreflight: { allowOrigins: ["*"] } } : {},
      );
      const boundary = iam.ManagedPolicy.fromAwsManagedPolicyName("ReadOnlyAccess");
      const role = new iam.Role(stack, "Role", {
        assumedBy: new iam.AccountRootPrincipal(),
        ...(is
          ? {
              description: "described",
              permissionsBoundary: boundary,
              maxSessionDuration: Duration.hours(2),
              managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSLambdaBasicExecutionRole")],
              inlinePolicies: { one: new iam.PolicyDocument({ statements: [allow(["s3:ListAllMyBuckets"], ["*"])] }) },
            }
          : {}),
      });
      output(stack, "Id", api.restApiId);
      output(stack, "Role", role.roleName);
    },
    async behaves({ client, output, denied }, version) {
      const is = version === 1;
      const rest = client(APIGatewayClient);
      const api = (await rest.send(new GetRestApisCommand())).items![0]!;
      const stage = (await rest.send(new GetStagesCommand({ restApiId: output("Id") }))).item![0]!;
      const plan = (await rest.send(new GetUsagePlansCommand())).items![0]!;
      const http = (await client(ApiGatewayV2Client).send(new GetApisCommand())).Items![0]!;
      const iam = client(IAMClient);
      const RoleName = output("Role");
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      const assume = new AssumeRoleCommand({ RoleArn: Role!.Arn, RoleSessionName: "test" });
      const { AccessKeyId, SecretAccessKey, SessionToken } = (await client(STSClient).send(assume)).Credentials!;
      const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
      const list = client(S3Client, { credentials }).send(new ListBucketsCommand());
      await (is ? list : denied(list));
      deepEqual(
        {
          api: [api.description, api.binaryMediaTypes?.length, api.minimumCompressionSize],
          stage: [stage.description, stage.variables, stage.methodSettings?.["*/*"]?.throttlingRateLimit],
          plan: [plan.quota?.limit, plan.throttle?.rateLimit],
          http: [http.Description || undefined, http.CorsConfiguration?.AllowOrigins],
          role: [Role!.Description, Role!.PermissionsBoundary?.PermissionsBoundaryType, Role!.MaxSessionDuration],
          attached: (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies!.length,
        },
        {
          api: is ? ["described", 1, 1024] : [undefined, undefined, undefined],
          stage: is ? ["stage", { a: "b" }, 5] : [undefined, undefined, undefined],
          plan: is ? [5, 1] : [undefined, undefined],
          http: is ? ["described", ["*"]] : [undefined, undefined],
          role: is ? ["described", "PermissionsBoundaryPolicy", 7200] : ["", undefined, 3600],
          attached: is ? 1 : 0,
        },
      );
    },
  },
};
