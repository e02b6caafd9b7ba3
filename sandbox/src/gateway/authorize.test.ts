import { expect, test } from "vitest";
import { Clock } from "../core/clock.ts";
import { servicePrincipal, type Principal } from "../core/principal.ts";
import type { OperationContext } from "../core/service.ts";
import { State } from "../core/state.ts";
import { accountState } from "../services/iam/accounts.ts";
import { administratorOf } from "./authenticate.ts";
import { authorize } from "./authorize.ts";

const ACCOUNT = "000000000000";
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
const BUCKET = "arn:aws:s3:::uploads";

function contextOf(principal: Principal, state = new State()): OperationContext {
  const context = { account: ACCOUNT, region: "us-east-1", principal, clock: new Clock(), allState: state };
  return context as unknown as OperationContext;
}

const permission = (source: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: FUNCTION,
      Condition: { ArnLike: { "AWS:SourceArn": source }, StringEquals: { "AWS:SourceAccount": ACCOUNT } },
    },
  });
const invoke = (resourcePolicy?: string) => [{ action: "lambda:InvokeFunction", resource: FUNCTION, resourcePolicy }];

test("the administrator may do everything, by a policy that can be detached", async () => {
  const state = new State();
  const context = contextOf(administratorOf(ACCOUNT), state);
  await expect(authorize(invoke(), context)).resolves.toBeUndefined();

  accountState(state, ACCOUNT).users.get("administrator")!.attachedPolicies.clear();

  await expect(authorize(invoke(), context)).rejects.toMatchObject({
    code: "AccessDenied",
    status: 403,
    message: `User: arn:aws:iam::${ACCOUNT}:user/administrator is not authorized to perform: lambda:InvokeFunction on resource: ${FUNCTION} because no identity-based policy allows the lambda:InvokeFunction action`,
  });
});

test("a service is allowed by a resource policy for its source, and only so", async () => {
  const context = contextOf(servicePrincipal("s3.amazonaws.com", ACCOUNT, BUCKET));

  await expect(authorize(invoke(permission(BUCKET)), context)).resolves.toBeUndefined();
  await expect(authorize(invoke(permission(`${BUCKET}-other`)), context)).rejects.toMatchObject({
    message: `User: s3.amazonaws.com is not authorized to perform: lambda:InvokeFunction on resource: ${FUNCTION} because no resource-based policy allows the lambda:InvokeFunction action`,
  });
  await expect(authorize(invoke(), context)).rejects.toMatchObject({ code: "AccessDenied" });
});

test("a service that acts for another account is told apart", async () => {
  const context = contextOf(servicePrincipal("s3.amazonaws.com", "999999999999", BUCKET));

  await expect(authorize(invoke(permission(BUCKET)), context)).rejects.toMatchObject({ code: "AccessDenied" });
});

test("every request of an operation must be allowed", async () => {
  const state = new State();
  const user = accountState(state, ACCOUNT).users.get("administrator")!;
  user.attachedPolicies.clear();
  const statement = { Effect: "Allow", Action: "lambda:CreateFunction", Resource: "*" };
  user.inlinePolicies.set("p", JSON.stringify({ Version: "2012-10-17", Statement: statement }));
  const role = `arn:aws:iam::${ACCOUNT}:role/service-role/r`;

  await expect(
    authorize(
      [
        { action: "lambda:CreateFunction", resource: FUNCTION },
        { action: "iam:PassRole", resource: role },
      ],
      contextOf(administratorOf(ACCOUNT), state),
    ),
  ).rejects.toMatchObject({
    message: `User: arn:aws:iam::${ACCOUNT}:user/administrator is not authorized to perform: iam:PassRole on resource: ${role} because no identity-based policy allows the iam:PassRole action`,
  });
});

test("the global keys of a call can be used in conditions", async () => {
  const state = new State();
  const user = accountState(state, ACCOUNT).users.get("administrator")!;
  user.tags.set("Team", "blue");
  user.attachedPolicies.clear();
  const Condition = {
    StringEquals: {
      "aws:PrincipalAccount": ACCOUNT,
      "aws:PrincipalType": "User",
      "aws:username": "administrator",
      "aws:PrincipalTag/Team": "blue",
      "aws:RequestedRegion": "us-east-1",
      "aws:ResourceAccount": ACCOUNT,
    },
    ArnEquals: { "aws:PrincipalArn": user.arn },
    Bool: { "aws:SecureTransport": "true", "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
    IpAddress: { "aws:SourceIp": "127.0.0.0/8" },
    DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" },
    NumericGreaterThan: { "aws:EpochTime": "1577836800" },
    Null: { "aws:MultiFactorAuthPresent": "true", "aws:SourceArn": "true" },
  };
  const statement = { Effect: "Allow", Action: "*", Resource: "*", Condition };
  user.inlinePolicies.set("p", JSON.stringify({ Version: "2012-10-17", Statement: statement }));

  await expect(authorize(invoke(), contextOf(administratorOf(ACCOUNT), state))).resolves.toBeUndefined();
});
