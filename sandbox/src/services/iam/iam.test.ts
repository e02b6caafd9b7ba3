import {
  IAMClient,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  AddUserToGroupCommand,
  CreateInstanceProfileCommand,
  AddRoleToInstanceProfileCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  DetachRolePolicyCommand,
  GetAccountAuthorizationDetailsCommand,
  GetInstanceProfileCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  SimulatePrincipalPolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let iam: IAMClient;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  iam = new IAMClient(sandbox.client());
});
afterAll(async () => {
  iam.destroy();
  await sandbox.stop();
});

const unique = (name: string) => `${name}-${randomUUID().slice(0, 8)}`;
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const READ = policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });

async function newRole(more: object = {}): Promise<string> {
  const RoleName = unique("role");
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST, ...more }));
  return RoleName;
}

async function newPolicy(document = READ): Promise<string> {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: unique("p"), PolicyDocument: document }));
  return Policy!.Arn!;
}

/** A user's own client, with the administrator's view of it. */
async function newUser(): Promise<{ name: string; keyId: string; client: IAMClient; sts: STSClient }> {
  const name = unique("user");
  await iam.send(new CreateUserCommand({ UserName: name }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  const credentials = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  const options = sandbox.client({ credentials });
  return { name, keyId: credentials.accessKeyId, client: new IAMClient(options), sts: new STSClient(options) };
}

test("CreateRole answers without MaxSessionDuration, GetRole with it and RoleLastUsed", async () => {
  const RoleName = unique("role");

  const { Role: made } = await iam.send(
    new CreateRoleCommand({ RoleName, Path: "/a/", AssumeRolePolicyDocument: TRUST, Tags: [{ Key: "k", Value: "v" }] }),
  );
  const { Role: got } = await iam.send(new GetRoleCommand({ RoleName }));

  expect(made).toEqual({
    Path: "/a/",
    RoleName,
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
    Arn: `arn:aws:iam::000000000000:role/a/${RoleName}`,
    CreateDate: expect.any(Date),
    AssumeRolePolicyDocument: encodeURIComponent(TRUST),
    Tags: [{ Key: "k", Value: "v" }],
  });
  expect(got).toEqual({ ...made, MaxSessionDuration: 3600, RoleLastUsed: {} });
});

test("GetRole: a role that does not exist", async () => {
  await expect(iam.send(new GetRoleCommand({ RoleName: "ghost" }))).rejects.toMatchObject({
    name: "NoSuchEntityException",
    Code: "NoSuchEntity",
    message: "The role with name ghost cannot be found.",
    $metadata: { httpStatusCode: 404 },
  });
});

test("CreateRole: a name that is taken, in any case", async () => {
  const RoleName = await newRole();
  const again = { RoleName: RoleName.toUpperCase(), AssumeRolePolicyDocument: TRUST };

  await expect(iam.send(new CreateRoleCommand(again))).rejects.toMatchObject({
    name: "EntityAlreadyExistsException",
    message: `Role with name ${RoleName.toUpperCase()} already exists.`,
    $metadata: { httpStatusCode: 409 },
  });
});

test.each([
  ["no JSON", "{", "This policy contains invalid Json"],
  ["a Resource", TRUST.replace('"Action"', '"Resource":"*","Action"'), "Has prohibited field Resource"],
  [
    "a NotPrincipal",
    policy({ Effect: "Deny", NotPrincipal: { AWS: "000000000000" }, Action: "sts:AssumeRole" }),
    "Has prohibited field NotPrincipal",
  ],
  ["no principal", policy({ Effect: "Allow", Action: "sts:AssumeRole" }), "Missing required field Principal"],
  [
    "an action of another service",
    TRUST.replace("sts:AssumeRole", "s3:GetObject"),
    "AssumeRole policy may only specify STS AssumeRole actions.",
  ],
  [
    "a role that does not exist",
    policy({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::000000000000:role/ghost" }, Action: "sts:AssumeRole" }),
    'Invalid principal in policy: "AWS":"arn:aws:iam::000000000000:role/ghost"',
  ],
  [
    "a service that cannot be one",
    policy({ Effect: "Allow", Principal: { Service: "lambda" }, Action: "sts:AssumeRole" }),
    'Invalid principal in policy: "SERVICE":"lambda"',
  ],
])("CreateRole refuses a trust policy with %s", async (_name, AssumeRolePolicyDocument, message) => {
  const input = { RoleName: unique("bad"), AssumeRolePolicyDocument };

  await expect(iam.send(new CreateRoleCommand(input))).rejects.toMatchObject({
    name: "MalformedPolicyDocumentException",
    message,
    $metadata: { httpStatusCode: 400 },
  });
});

test.each([
  ["no JSON", "nothing", "The policy is not in the valid JSON format."],
  ["an unknown effect", policy({ Effect: "Maybe", Action: "s3:*", Resource: "*" }), "Syntax errors in policy."],
  [
    "an unknown operator",
    policy({ Effect: "Allow", Action: "s3:*", Resource: "*", Condition: { StringIs: { a: "b" } } }),
    "Syntax errors in policy.",
  ],
  [
    "no version",
    JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] }),
    "Policy document must be version 2012-10-17 or greater.",
  ],
  [
    "a principal",
    policy({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }),
    "Policy document should not specify a principal.",
  ],
  ["no action", policy({ Effect: "Allow", Resource: "*" }), "Policy statement must contain actions."],
  ["no resource", policy({ Effect: "Allow", Action: "s3:*" }), "Policy statement must contain resources."],
  [
    "an action without service",
    policy({ Effect: "Allow", Action: "GetObject", Resource: "*" }),
    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
  ],
  [
    "an action with two colons",
    policy({ Effect: "Allow", Action: "s3:Get:Object", Resource: "*" }),
    "Actions/Condition can contain only one colon.",
  ],
  [
    "a resource that is no ARN",
    policy({ Effect: "Allow", Action: "s3:*", Resource: "bucket" }),
    'Resource bucket must be in ARN format or "*".',
  ],
])("PutRolePolicy refuses a policy with %s", async (_name, PolicyDocument, message) => {
  const input = { RoleName: await newRole(), PolicyName: "p", PolicyDocument };

  await expect(iam.send(new PutRolePolicyCommand(input))).rejects.toMatchObject({
    Code: "MalformedPolicyDocument",
    message,
  });
});

test("GetRolePolicy returns the document as it was put, percent-encoded", async () => {
  const RoleName = await newRole();
  const PolicyDocument = policy({
    Effect: "Allow",
    Action: ["apigateway:PUT"],
    Resource: ["arn:aws:apigateway:us-east-1::/tags/arn%3Aaws*('!)"],
  });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));

  const answer = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "p" }));

  expect(decodeURIComponent(answer.PolicyDocument!)).toBe(PolicyDocument);
  expect(answer.PolicyDocument).not.toMatch(/[!'()*{":,]/);
});

test("AttachRolePolicy: ARNs that name no policy", async () => {
  const RoleName = await newRole();
  const attach = (PolicyArn: string) => iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));

  await expect(attach("not-a-policy-arn-at-all")).rejects.toMatchObject({
    name: "ValidationError",
    message: "Invalid ARN:  Could not be parsed!",
  });
  await expect(attach("arn:aws:iam::000000000000:policy/ghost")).rejects.toMatchObject({
    Code: "NoSuchEntity",
    message: "Policy arn:aws:iam::000000000000:policy/ghost does not exist or is not attachable.",
  });
  await expect(attach("arn:aws:iam::aws:policy/AmazonRDSFullAccess")).rejects.toMatchObject({
    name: "NotEmulated",
    $metadata: { httpStatusCode: 501 },
  });
});

test("DeleteRole wants policies detached and deleted first", async () => {
  const RoleName = await newRole();
  const PolicyArn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  expect(attached.AttachedPolicies).toEqual([{ PolicyName: "AWSLambdaBasicExecutionRole", PolicyArn }]);

  await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
    Code: "DeleteConflict",
    message: "Cannot delete entity, must detach all policies first.",
    $metadata: { httpStatusCode: 409 },
  });
  await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument: READ }));
  await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
    message: "Cannot delete entity, must delete policies first.",
  });
});

test("a role takes 10 managed policies", async () => {
  const RoleName = await newRole();
  for (let count = 0; count < 10; count++)
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: await newPolicy() }));

  await expect(iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: await newPolicy() }))).rejects.toMatchObject(
    { Code: "LimitExceeded", message: "Cannot exceed quota for PoliciesPerRole: 10" },
  );
});

test("UpdateRole, UpdateAssumeRolePolicy and tags change what GetRole shows", async () => {
  const RoleName = await newRole();
  const trust = TRUST.replace("lambda", "states");

  await iam.send(new UpdateRoleCommand({ RoleName, Description: "d", MaxSessionDuration: 7200 }));
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }));
  await iam.send(
    new TagRoleCommand({
      RoleName,
      Tags: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "2" },
      ],
    }),
  );
  await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ["a"] }));

  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(Role).toMatchObject({ Description: "d", MaxSessionDuration: 7200, Tags: [{ Key: "b", Value: "2" }] });
  expect(decodeURIComponent(Role!.AssumeRolePolicyDocument!)).toBe(trust);
});

test("ListRoles pages by Marker, within a path", async () => {
  const Path = `/${unique("path")}/`;
  const names = [await newRole({ Path }), await newRole({ Path }), await newRole({ Path })].sort();

  const first = await iam.send(new ListRolesCommand({ PathPrefix: Path, MaxItems: 2 }));
  const second = await iam.send(new ListRolesCommand({ PathPrefix: Path, MaxItems: 2, Marker: first.Marker }));

  expect(first.IsTruncated).toBe(true);
  expect(second).toMatchObject({ IsTruncated: false });
  expect([...first.Roles!, ...second.Roles!].map(({ RoleName }) => RoleName)).toEqual(names);
});

test("managed policies have versions, the default of which counts", async () => {
  const PolicyArn = await newPolicy();
  const second = READ.replace("GetObject", "PutObject");

  const { PolicyVersion } = await iam.send(
    new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: second, SetAsDefault: true }),
  );
  expect(PolicyVersion).toMatchObject({ VersionId: "v2", IsDefaultVersion: true });
  const got = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: "v2" }));
  expect(decodeURIComponent(got.PolicyVersion!.Document!)).toBe(second);
  await expect(iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: "v2" }))).rejects.toMatchObject({
    message: "Cannot delete the default version of a policy.",
  });
  await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({ Code: "DeleteConflict" });
  await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: "v1" }));
  await iam.send(new DeletePolicyCommand({ PolicyArn }));
  await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
    Code: "NoSuchEntity",
    message: `Policy ${PolicyArn} was not found.`,
  });
});

test("GetPolicy and ListEntitiesForPolicy count attachments", async () => {
  const PolicyArn = await newPolicy();
  const RoleName = await newRole();
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));

  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const entities = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn }));

  expect(Policy).toMatchObject({ AttachmentCount: 1, DefaultVersionId: "v1", IsAttachable: true, Tags: [] });
  expect(entities.PolicyRoles).toEqual([{ RoleName, RoleId: expect.stringMatching(/^AROA/) }]);
  expect(entities).toMatchObject({ PolicyUsers: [], PolicyGroups: [], IsTruncated: false });
});

test("ListPolicies has AWS's own", async () => {
  const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: "AWS", OnlyAttached: true }));

  expect(Policies!.map(({ PolicyName }) => PolicyName)).toContain("AdministratorAccess");
});

test("a new user may do nothing, then what inline, group and managed policies allow", async () => {
  const { name, client } = await newUser();
  const RoleName = await newRole();
  const getRole = () => client.send(new GetRoleCommand({ RoleName }));
  await expect(getRole()).rejects.toMatchObject({
    name: "AccessDenied",
    message: `User: arn:aws:iam::000000000000:user/${name} is not authorized to perform: iam:GetRole on resource: role ${RoleName} because no identity-based policy allows the iam:GetRole action`,
    $metadata: { httpStatusCode: 403 },
  });

  const GroupName = unique("group");
  await iam.send(new CreateGroupCommand({ GroupName }));
  const roles = policy({ Effect: "Allow", Action: "iam:GetRole", Resource: "arn:aws:iam::*:role/role-*" });
  await iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName: "p", PolicyDocument: roles }));
  await iam.send(new AddUserToGroupCommand({ GroupName, UserName: name }));
  await expect(getRole()).resolves.toMatchObject({ Role: { RoleName } });

  const PolicyArn = await newPolicy(policy({ Effect: "Deny", Action: "iam:*", Resource: "*" }));
  await iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn }));
  await expect(getRole()).rejects.toMatchObject({
    message: `User: arn:aws:iam::000000000000:user/${name} is not authorized to perform: iam:GetRole on resource: role ${RoleName} with an explicit deny in an identity-based policy: ${PolicyArn}`,
  });
});

test("a permissions boundary limits its user", async () => {
  const { name, client } = await newUser();
  await iam.send(
    new PutUserPolicyCommand({
      UserName: name,
      PolicyName: "all",
      PolicyDocument: policy({ Effect: "Allow", Action: "*", Resource: "*" }),
    }),
  );
  await expect(client.send(new GetUserCommand({}))).resolves.toMatchObject({ User: { UserName: name } });

  await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: name, PermissionsBoundary: await newPolicy() }));

  await expect(client.send(new GetUserCommand({}))).rejects.toMatchObject({
    message: `User: arn:aws:iam::000000000000:user/${name} is not authorized to perform: iam:GetUser on resource: user ${name} because no permissions boundary allows the iam:GetUser action`,
  });
});

test("access keys authenticate while they are active; a user has two", async () => {
  const { name, keyId, sts } = await newUser();
  const whoami = () => sts.send(new GetCallerIdentityCommand({}));
  await expect(whoami()).resolves.toMatchObject({ Arn: `arn:aws:iam::000000000000:user/${name}` });
  await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  await expect(iam.send(new CreateAccessKeyCommand({ UserName: name }))).rejects.toMatchObject({
    message: "Cannot exceed quota for AccessKeysPerUser: 2",
  });

  await iam.send(new UpdateAccessKeyCommand({ UserName: name, AccessKeyId: keyId, Status: "Inactive" }));
  await expect(whoami()).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  await iam.send(new UpdateAccessKeyCommand({ UserName: name, AccessKeyId: keyId, Status: "Active" }));
  await expect(whoami()).resolves.toMatchObject({ Account: "000000000000" });
  await expect(iam.send(new DeleteUserCommand({ UserName: name }))).rejects.toMatchObject({
    message: "Cannot delete entity, must delete access keys first.",
  });
});

test("an instance profile holds one role, which then cannot be deleted", async () => {
  const RoleName = await newRole();
  const InstanceProfileName = unique("profile");
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));

  const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName }));

  expect(InstanceProfile).toMatchObject({ InstanceProfileName, Roles: [{ RoleName }] });
  await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
    message: "Cannot delete entity, must remove roles from instance profile first.",
  });
});

test("SimulatePrincipalPolicy answers as recorded on AWS", async () => {
  const RoleName = await newRole();
  const statement = JSON.stringify({ Effect: "Allow", Action: "s3:PutObject", Resource: "*" });
  const PolicyDocument = `{"Version": "2012-10-17", "Statement": [${statement}]}`;
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "put", PolicyDocument }));

  const { EvaluationResults } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: `arn:aws:iam::000000000000:role/${RoleName}`,
      ActionNames: ["s3:PutObject", "s3:GetObjectVersion"],
      ResourceArns: ["arn:aws:s3:::bucket"],
    }),
  );

  const MatchedStatements = [
    {
      SourcePolicyId: "put",
      SourcePolicyType: "IAM Policy",
      StartPosition: { Line: 1, Column: 41 },
      EndPosition: { Line: 1, Column: 41 + statement.length },
    },
  ];
  expect(EvaluationResults).toEqual([
    {
      EvalActionName: "s3:PutObject",
      EvalDecision: "allowed",
      EvalDecisionDetails: {},
      EvalResourceName: "arn:aws:s3:::bucket",
      MatchedStatements,
      MissingContextValues: [],
      OrganizationsDecisionDetail: { AllowedByOrganizations: true },
      ResourceSpecificResults: [
        {
          EvalResourceDecision: "allowed",
          EvalResourceName: "arn:aws:s3:::bucket",
          MatchedStatements,
          MissingContextValues: [],
        },
      ],
    },
    expect.objectContaining({
      EvalActionName: "s3:GetObjectVersion",
      EvalDecision: "implicitDeny",
      MatchedStatements: [],
    }),
  ]);
});

test("GetAccountAuthorizationDetails lists the administrator", async () => {
  const details = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["User"] }));

  expect(details.UserDetailList).toContainEqual(
    expect.objectContaining({
      UserName: "administrator",
      AttachedManagedPolicies: [
        { PolicyName: "AdministratorAccess", PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      ],
    }),
  );
  expect(details.RoleDetailList).toEqual([]);
});
