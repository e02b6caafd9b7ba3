import { deepEqual, equal } from "node:assert/strict";
import * as iam from "aws-cdk-lib/aws-iam";
import { GetInstanceProfileCommand, IAMClient } from "@aws-sdk/client-iam";
import { ListTablesCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ListFunctionsCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { DescribeParametersCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { TestApps } from "../test-app.ts";
import type { World } from "../world.ts";
import { allow, CALLER, inline, keysOf, output, userWithKeys } from "./shorthand.ts";

/** The keys of a session in a role, for which a user asks. */
async function sessionOf(world: World, RoleArn: string, user = "User") {
  const sts = world.client(STSClient, { credentials: keysOf(world, user) });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "test" }));
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
}

export const iamApps: TestApps = {
  "users-and-groups": {
    build(stack, version) {
      const user = userWithKeys(stack);
      const group = new iam.Group(stack, "Group", { path: `/v${version}/` });
      new iam.CfnUserToGroupAddition(stack, "Addition", { groupName: group.groupName, users: [user.userName] });
      group.addToPolicy(allow(["s3:ListAllMyBuckets"], ["*"]));
      user.addToPolicy(allow(["dynamodb:ListTables"], ["*"]));
      new iam.ManagedPolicy(stack, "Managed", { users: [user], statements: [allow(["lambda:ListFunctions"], ["*"])] });
      new iam.ManagedPolicy(stack, "OfGroup", {
        groups: [group],
        statements: [allow([version > 1 ? "ssm:Describe*" : "ssm:DescribeParameters"], ["*"])],
      });
    },
    async behaves(world) {
      const as = { credentials: keysOf(world) };
      await world.client(S3Client, as).send(new ListBucketsCommand());
      await world.client(DynamoDBClient, as).send(new ListTablesCommand());
      await world.client(LambdaClient, as).send(new ListFunctionsCommand());
      await world.client(SSMClient, as).send(new DescribeParametersCommand());
      await world.denied(world.client(S3Client, as).send(new CreateBucketCommand({ Bucket: "not-allowed" })));
    },
  },

  "assumed-role": {
    build(stack, version) {
      const user = userWithKeys(stack);
      const role = new iam.Role(stack, "Role", {
        assumedBy: new iam.ArnPrincipal(user.userArn),
        inlinePolicies: {
          list: new iam.PolicyDocument({ statements: [allow(["s3:ListAllMyBuckets"], ["*"])] }),
          ...(version > 1
            ? { more: new iam.PolicyDocument({ statements: [allow(["dynamodb:ListTables"], ["*"])] }) }
            : {}),
        },
      });
      role.grantAssumeRole(user);
      output(stack, "Role", role.roleArn);
    },
    async behaves(world, version) {
      const as = { credentials: await sessionOf(world, world.output("Role")) };
      await world.client(S3Client, as).send(new ListBucketsCommand());
      const list = world.client(DynamoDBClient, as).send(new ListTablesCommand());
      await (version > 1 ? list : world.denied(list));
    },
    superfluous: {
      "User/DefaultPolicy#0": "a trust policy that names the user allows it by itself, in the same account",
    },
  },

  "assumed-role-of-account": {
    build(stack, version) {
      const user = userWithKeys(stack);
      const role = new iam.Role(stack, "Role", {
        assumedBy: new iam.AccountRootPrincipal().withConditions({ StringEquals: { "sts:ExternalId": `v${version}` } }),
        managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("ReadOnlyAccess")],
      });
      user.addToPolicy(allow(["sts:AssumeRole"], [role.roleArn]));
      output(stack, "Role", role.roleArn);
    },
    async behaves(world, version) {
      const sts = world.client(STSClient, { credentials: keysOf(world) });
      const assume = (ExternalId: string) =>
        sts.send(new AssumeRoleCommand({ RoleArn: world.output("Role"), RoleSessionName: "test", ExternalId }));
      const { Credentials } = await assume(`v${version}`);
      await world.denied(assume(`v${3 - version}`));
      const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
      const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
      await world.client(S3Client, { credentials }).send(new ListBucketsCommand());
      const create = new CreateBucketCommand({ Bucket: "read-only" });
      await world.denied(world.client(S3Client, { credentials }).send(create));
    },
  },

  "permissions-boundary": {
    build(stack, version) {
      const boundary = new iam.ManagedPolicy(stack, "Boundary", {
        statements: [allow(["s3:List*"], ["*"]), ...(version > 1 ? [allow(["dynamodb:ListTables"], ["*"])] : [])],
      });
      const user = userWithKeys(stack);
      iam.PermissionsBoundary.of(user).apply(boundary);
      user.addToPolicy(allow(["s3:ListAllMyBuckets", "dynamodb:ListTables"], ["*"]));
    },
    async behaves(world, version) {
      const as = { credentials: keysOf(world) };
      await world.client(S3Client, as).send(new ListBucketsCommand());
      const list = world.client(DynamoDBClient, as).send(new ListTablesCommand());
      await (version > 1 ? list : world.denied(list));
    },
  },

  "instance-profile": {
    build(stack, version) {
      const role = new iam.Role(stack, "Role", {
        assumedBy: new iam.ServicePrincipal("ec2.amazonaws.com"),
        path: "/machines/",
      });
      const other = new iam.Role(stack, "Other", { assumedBy: new iam.ServicePrincipal("ec2.amazonaws.com") });
      const profile = new iam.InstanceProfile(stack, "Profile", { role: version > 1 ? other : role });
      output(stack, "Profile", profile.instanceProfileName);
      output(stack, "Role", (version > 1 ? other : role).roleName);
    },
    async behaves({ client, output }) {
      const get = new GetInstanceProfileCommand({ InstanceProfileName: output("Profile") });
      const { InstanceProfile } = await client(IAMClient).send(get);
      deepEqual(
        InstanceProfile!.Roles!.map(({ RoleName }) => RoleName),
        [output("Role")],
      );
    },
    superfluous: {
      "Role#trust": "EC2, which would assume it, is not emulated",
      "Other#trust": "EC2, which would assume it, is not emulated",
    },
  },

  "role-of-a-function": {
    build(stack, version) {
      const role = new iam.Role(stack, "Role", {
        roleName: "test-apps-function-role",
        assumedBy: new iam.CompositePrincipal(
          new iam.ServicePrincipal("lambda.amazonaws.com"),
          new iam.ServicePrincipal("apigateway.amazonaws.com"),
        ),
        managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSLambdaBasicExecutionRole")],
      });
      role.addToPolicy(allow(["ssm:GetParameter"], [`arn:aws:ssm:*:*:parameter/public-${version}`]));
      role.addToPolicy(
        new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ["ssm:PutParameter"], resources: ["*"] }),
      );
      role.addToPolicy(
        new iam.PolicyStatement({ notActions: ["iam:*", "ssm:GetParameter"], resources: ["*"], sid: "NearlyAll" }),
      );
      output(stack, "Name", inline(stack, "Function", CALLER, { role }).functionName);
    },
    async prepare({ client }) {
      const ssm = client(SSMClient);
      for (const name of ["public-1", "public-2"])
        await ssm.send(new PutParameterCommand({ Name: name, Value: name, Type: "String" }));
    },
    async behaves({ output, through, denied }, version) {
      const call = (command: string, input: object) => through(output("Name"), "ssm", command, input);
      equal((await call("GetParameter", { Name: `public-${version}` })).Parameter.Value, `public-${version}`);
      await denied(call("GetParameter", { Name: `public-${3 - version}` }));
      await denied(call("PutParameter", { Name: "new", Value: "x", Type: "String" }));
      await call("DescribeParameters", {});
    },
  },
};
