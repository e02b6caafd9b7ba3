import { ROLE, type World } from "./step.ts";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: {
        AWS: "000000000000",
        Service: [
          "lambda.amazonaws.com",
          "apigateway.amazonaws.com",
          "states.amazonaws.com",
          "scheduler.amazonaws.com",
        ],
      },
      Action: "sts:AssumeRole",
    },
  ],
});

const POLICY = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });

export const identity: World = {
  iam: [
    [
      "CreateRole",
      { RoleName: "hostile-role", AssumeRolePolicyDocument: TRUST, Tags: [{ Key: "key", Value: "value" }] },
    ],
    ["PutRolePolicy", { RoleName: "hostile-role", PolicyName: "policy", PolicyDocument: POLICY }],
    ["CreateUser", { UserName: "hostile-user", Path: "/" }],
    ["PutUserPolicy", { UserName: "hostile-user", PolicyName: "policy", PolicyDocument: POLICY }],
    ["CreateAccessKey", { UserName: "hostile-user" }],
    ["CreateGroup", { GroupName: "hostile-group" }],
    ["PutGroupPolicy", { GroupName: "hostile-group", PolicyName: "policy", PolicyDocument: POLICY }],
    ["AddUserToGroup", { GroupName: "hostile-group", UserName: "hostile-user" }],
    ["CreatePolicy", { PolicyName: "hostile-policy", PolicyDocument: POLICY }],
    ["AttachUserPolicy", (known) => ({ UserName: "hostile-user", PolicyArn: known.one("Arn", /:policy\//) })],
    ["CreateInstanceProfile", { InstanceProfileName: "hostile-profile" }],
    [
      "SimulateCustomPolicy",
      { PolicyInputList: [POLICY], ActionNames: ["s3:GetObject"], ResourceArns: ["arn:aws:s3:::bucket/key"] },
    ],
    ["SimulatePrincipalPolicy", { PolicySourceArn: ROLE, ActionNames: ["s3:GetObject"] }],
  ],
  sts: [["AssumeRole", { RoleArn: ROLE, RoleSessionName: "session", Policy: POLICY, DurationSeconds: 900 }]],
};
