import { expect, test } from "vitest";
import { ANONYMOUS, servicePrincipal } from "../core/principal.ts";
import { denialMessage } from "./denial.ts";
import { evaluate } from "./evaluate.ts";
import {
  ACCOUNT,
  alice,
  allow,
  deny,
  document,
  everyone,
  mallory,
  OTHER,
  question,
  QUEUE,
  root,
  fromService,
  sns,
  to,
  told,
  worker,
  type Case,
  type Statement,
} from "./testing.ts";

const ME = alice.arn;
const rows: [string, Case, string][] = [
  // Identity policies alone
  ["nothing allows: implicit deny", {}, "none identity"],
  ["an identity policy allows", { identity: [allow()] }, "allow"],
  ["another action is not allowed", { identity: [allow({ Action: "sqs:ReceiveMessage" })] }, "none identity"],
  ["one of several actions", { identity: [allow({ Action: ["sqs:ReceiveMessage", "sqs:SendMessage"] })] }, "allow"],
  ["actions have no case", { identity: [allow({ Action: "SQS:sendmessage" })] }, "allow"],
  ["an action with a wildcard", { identity: [allow({ Action: "sqs:Send*" })] }, "allow"],
  ["another resource is not allowed", { identity: [allow({ Resource: `${QUEUE}-dlq` })] }, "none identity"],
  ["one of several resources", { identity: [allow({ Resource: [`${QUEUE}-dlq`, QUEUE] })] }, "allow"],
  ["a deny wins over an allow", { identity: [allow(), deny()] }, "deny identity"],
  ["a deny wins in any order", { identity: [deny(), allow()] }, "deny identity"],
  ["a deny without an allow is explicit", { identity: [deny()] }, "deny identity"],
  ["a deny of another action does not count", { identity: [allow(), deny({ Action: "sqs:DeleteQueue" })] }, "allow"],
  ["a deny of another resource does not count", { identity: [allow(), deny({ Resource: `${QUEUE}2` })] }, "allow"],
  ["NotAction allows the rest", { identity: [allow({ Action: undefined, NotAction: "iam:*" })] }, "allow"],
  [
    "NotAction leaves out what it names",
    { identity: [allow({ Action: undefined, NotAction: "sqs:*" })] },
    "none identity",
  ],
  [
    "a deny with NotAction denies the rest",
    { identity: [allow(), deny({ Action: undefined, NotAction: "s3:*" })] },
    "deny identity",
  ],
  [
    "a deny with NotAction spares what it names",
    { identity: [allow(), deny({ Action: undefined, NotAction: "sqs:*" })] },
    "allow",
  ],
  ["NotResource allows the rest", { identity: [allow({ Resource: undefined, NotResource: `${QUEUE}2` })] }, "allow"],
  [
    "NotResource leaves out what it names",
    { identity: [allow({ Resource: undefined, NotResource: QUEUE })] },
    "none identity",
  ],
  [
    "a deny with NotResource denies the rest",
    { identity: [allow(), deny({ Resource: undefined, NotResource: `${QUEUE}2` })] },
    "deny identity",
  ],
  ["one statement that is not in a list", { identity: allow() as unknown as Statement[] }, "allow"],
  ["the resource * of actions without resource", { resource: "*", identity: [allow()] }, "allow"],
  [
    "the resource * is not an ARN pattern's",
    { resource: "*", identity: [allow({ Resource: QUEUE })] },
    "none identity",
  ],

  // Conditions and variables in statements
  [
    "a condition that holds",
    {
      identity: [allow({ Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } })],
      keys: { "aws:RequestedRegion": "us-east-1" },
    },
    "allow",
  ],
  [
    "a condition that does not hold",
    {
      identity: [allow({ Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } })],
      keys: { "aws:RequestedRegion": "eu-west-1" },
    },
    "none identity",
  ],
  [
    "condition keys have no case",
    {
      identity: [allow({ Condition: { StringEquals: { "AWS:requestedregion": "us-east-1" } } })],
      keys: { "aws:RequestedRegion": "us-east-1" },
    },
    "allow",
  ],
  [
    "all operators must hold",
    {
      identity: [allow({ Condition: { StringEquals: { "k:a": "1" }, Bool: { "k:b": "true" } } })],
      keys: { "k:a": "1", "k:b": "false" },
    },
    "none identity",
  ],
  [
    "all keys of an operator must hold",
    {
      identity: [allow({ Condition: { StringEquals: { "k:a": "1", "k:b": "2" } } })],
      keys: { "k:a": "1", "k:b": "3" },
    },
    "none identity",
  ],
  [
    "values of a key are alternatives",
    { identity: [allow({ Condition: { StringEquals: { "k:a": ["1", "2"] } } })], keys: { "k:a": "2" } },
    "allow",
  ],
  [
    "a boolean in JSON is text",
    {
      identity: [allow({ Condition: { Bool: { "aws:SecureTransport": true } } })],
      keys: { "aws:SecureTransport": "true" },
    },
    "allow",
  ],
  [
    "a number in JSON is text",
    { identity: [allow({ Condition: { NumericLessThan: { "k:n": 5 } } })], keys: { "k:n": "4" } },
    "allow",
  ],
  [
    "a deny whose condition fails does not count",
    {
      identity: [allow(), deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } })],
      keys: { "aws:SecureTransport": "true" },
    },
    "allow",
  ],
  [
    "a deny with NotEquals on an absent key denies",
    { identity: [allow(), deny({ Condition: { StringNotEquals: { "aws:PrincipalTag/team": "a" } } })] },
    "deny identity",
  ],
  [
    "ABAC: the tag of the caller is the tag of the resource",
    {
      identity: [allow({ Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } } })],
      keys: { "aws:ResourceTag/team": "a", "aws:PrincipalTag/team": "a" },
    },
    "allow",
  ],
  [
    "ABAC: another team",
    {
      identity: [allow({ Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } } })],
      keys: { "aws:ResourceTag/team": "a", "aws:PrincipalTag/team": "b" },
    },
    "none identity",
  ],
  [
    "ABAC: a caller without the tag",
    {
      identity: [allow({ Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } } })],
      keys: { "aws:ResourceTag/team": "a" },
    },
    "none identity",
  ],
  [
    "a variable in Resource",
    {
      resource: "arn:aws:s3:::home/alice/x",
      identity: [allow({ Resource: "arn:aws:s3:::home/${aws:username}/*" })],
      keys: { "aws:username": "alice" },
    },
    "allow",
  ],
  [
    "a variable in Resource: another user's folder",
    {
      resource: "arn:aws:s3:::home/bob/x",
      identity: [allow({ Resource: "arn:aws:s3:::home/${aws:username}/*" })],
      keys: { "aws:username": "alice" },
    },
    "none identity",
  ],
  [
    "a variable in Resource without value",
    { resource: "arn:aws:s3:::home//x", identity: [allow({ Resource: "arn:aws:s3:::home/${aws:username}/*" })] },
    "none identity",
  ],
  [
    "a variable in Resource with a default",
    {
      resource: "arn:aws:s3:::home/guest/x",
      identity: [allow({ Resource: "arn:aws:s3:::home/${aws:username, 'guest'}/*" })],
    },
    "allow",
  ],
  [
    "a star in a variable's value is no wildcard",
    {
      resource: "arn:aws:s3:::home/bob",
      identity: [allow({ Resource: "arn:aws:s3:::home/${aws:username}" })],
      keys: { "aws:username": "*" },
    },
    "none identity",
  ],
  [
    "leading keys of DynamoDB",
    {
      action: "dynamodb:Query",
      identity: [
        allow({
          Action: "dynamodb:*",
          Condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:userid}"] } },
        }),
      ],
      keys: { "dynamodb:LeadingKeys": ["AIDAALICE"], "aws:userid": "AIDAALICE" },
    },
    "allow",
  ],
  [
    "leading keys of somebody else",
    {
      action: "dynamodb:Query",
      identity: [
        allow({
          Action: "dynamodb:*",
          Condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:userid}"] } },
        }),
      ],
      keys: { "dynamodb:LeadingKeys": ["AIDABOB"], "aws:userid": "AIDAALICE" },
    },
    "none identity",
  ],

  // Permissions boundaries
  ["a boundary that allows as well", { identity: [allow()], boundary: [allow()] }, "allow"],
  ["a boundary grants nothing by itself", { boundary: [allow()] }, "none identity"],
  [
    "a boundary that leaves the action out",
    { identity: [allow()], boundary: [allow({ Action: "s3:*" })] },
    "none boundary",
  ],
  ["an empty boundary", { identity: [allow()], boundary: [] }, "none boundary"],
  ["a deny in a boundary", { identity: [allow()], boundary: [allow({ Action: "*" }), deny()] }, "deny boundary"],
  [
    "a boundary of another resource",
    { identity: [allow()], boundary: [allow({ Resource: `${QUEUE}2` })] },
    "none boundary",
  ],
  ["identity and boundary both lack it: identity is told", { boundary: [] }, "none identity"],

  // Session policies
  ["a session policy that allows as well", { who: worker, identity: [allow()], session: [allow()] }, "allow"],
  [
    "a session policy that leaves the action out",
    { who: worker, identity: [allow()], session: [allow({ Action: "s3:*" })] },
    "none session",
  ],
  ["a session policy grants nothing by itself", { who: worker, session: [allow()] }, "none identity"],
  ["a deny in a session policy", { who: worker, identity: [allow()], session: [deny()] }, "deny session"],
  [
    "identity, boundary and session must all allow",
    { who: worker, identity: [allow()], boundary: [allow()], session: [allow()] },
    "allow",
  ],
  [
    "the boundary is told before the session",
    { who: worker, identity: [allow()], boundary: [], session: [] },
    "none boundary",
  ],

  // Resource policies in the same account
  ["it names the user: grants by itself", { resourcePolicy: [allow(to(ME))] }, "allow"],
  ["it names the user's id", { resourcePolicy: [allow(to("AIDAALICE"))] }, "allow"],
  ["it names another user", { resourcePolicy: [allow(to(`arn:aws:iam::${ACCOUNT}:user/bob`))] }, "none identity"],
  ["principals have no wildcards", { resourcePolicy: [allow(to(`arn:aws:iam::${ACCOUNT}:user/*`))] }, "none identity"],
  [
    "it names the account by root: hands over to identity policies",
    { resourcePolicy: [allow(to(root(ACCOUNT)))] },
    "none identity",
  ],
  [
    "it names the account by root, and an identity policy allows",
    { resourcePolicy: [allow(to(root(ACCOUNT)))], identity: [allow()] },
    "allow",
  ],
  ["it names the account by number", { resourcePolicy: [allow(to(ACCOUNT))] }, "none identity"],
  ["it names everyone", { resourcePolicy: [allow(everyone)] }, "allow"],
  ["it names everyone as an AWS principal", { resourcePolicy: [allow(to("*"))] }, "allow"],
  [
    "it allows another action",
    { resourcePolicy: [allow({ ...to(ME), Action: "sqs:DeleteMessage" })] },
    "none identity",
  ],
  ["it allows another resource", { resourcePolicy: [allow({ ...to(ME), Resource: `${QUEUE}2` })] }, "none identity"],
  ["a statement without principal names nobody", { resourcePolicy: [allow()] }, "none identity"],
  ["it denies the user", { identity: [allow()], resourcePolicy: [deny(to(ME))] }, "deny resource"],
  [
    "it denies the account: denies every principal in it",
    { identity: [allow()], resourcePolicy: [deny(to(root(ACCOUNT)))] },
    "deny resource",
  ],
  ["it denies everyone", { identity: [allow()], resourcePolicy: [deny(everyone)] }, "deny resource"],
  [
    "it denies another user",
    { identity: [allow()], resourcePolicy: [deny(to(`arn:aws:iam::${ACCOUNT}:user/bob`))] },
    "allow",
  ],
  [
    "it denies without TLS, and there is TLS",
    {
      identity: [allow()],
      resourcePolicy: [deny({ ...everyone, Condition: { Bool: { "aws:SecureTransport": "false" } } })],
      keys: { "aws:SecureTransport": "true" },
    },
    "allow",
  ],
  [
    "an identity deny wins over a resource allow",
    { identity: [deny()], resourcePolicy: [allow(to(ME))] },
    "deny identity",
  ],
  [
    "NotPrincipal in a deny spares the user it names",
    { identity: [allow()], resourcePolicy: [deny({ NotPrincipal: { AWS: [ME] } })] },
    "allow",
  ],
  [
    "NotPrincipal in a deny hits others",
    { identity: [allow()], resourcePolicy: [deny({ NotPrincipal: { AWS: [`arn:aws:iam::${ACCOUNT}:user/bob`] } })] },
    "deny resource",
  ],
  [
    "NotPrincipal naming the account does not spare its users",
    { identity: [allow()], resourcePolicy: [deny({ NotPrincipal: { AWS: [root(ACCOUNT)] } })] },
    "deny resource",
  ],
  ["the user's ARN: a boundary does not limit it", { boundary: [], resourcePolicy: [allow(to(ME))] }, "allow"],
  [
    "the user's ARN: a deny in the boundary does",
    { boundary: [deny()], resourcePolicy: [allow(to(ME))] },
    "deny boundary",
  ],
  [
    "the role's ARN: grants a session without identity policy",
    { who: worker, resourcePolicy: [allow(to(worker.roleArn))] },
    "allow",
  ],
  ["the role's id", { who: worker, resourcePolicy: [allow(to("AROAWORKER"))] }, "allow"],
  [
    "the role's ARN: a boundary limits it",
    { who: worker, boundary: [], resourcePolicy: [allow(to(worker.roleArn))] },
    "none boundary",
  ],
  [
    "the role's ARN: a session policy limits it",
    { who: worker, session: [allow({ Action: "s3:*" })], resourcePolicy: [allow(to(worker.roleArn))] },
    "none session",
  ],
  [
    "the session's ARN: a boundary does not limit it",
    { who: worker, boundary: [], resourcePolicy: [allow(to(worker.arn))] },
    "allow",
  ],
  [
    "the session's ARN: a session policy does not limit it",
    { who: worker, session: [allow({ Action: "s3:*" })], resourcePolicy: [allow(to(worker.arn))] },
    "allow",
  ],
  [
    "the ARN of another session of the role",
    { who: worker, resourcePolicy: [allow(to(worker.arn.replace("/s1", "/s2")))] },
    "none identity",
  ],
  [
    "everyone with aws:PrincipalArn: a boundary does not limit it",
    {
      who: worker,
      boundary: [],
      keys: { "aws:PrincipalArn": worker.roleArn },
      resourcePolicy: [allow({ ...everyone, Condition: { ArnEquals: { "aws:PrincipalArn": worker.roleArn } } })],
    },
    "allow",
  ],
  [
    "everyone with the aws:PrincipalArn of another",
    {
      who: worker,
      keys: { "aws:PrincipalArn": worker.roleArn },
      resourcePolicy: [allow({ ...everyone, Condition: { ArnEquals: { "aws:PrincipalArn": `${worker.roleArn}2` } } })],
    },
    "none identity",
  ],
  [
    "a deny of the role's ARN hits its sessions",
    { who: worker, identity: [allow()], resourcePolicy: [deny(to(worker.roleArn))] },
    "deny resource",
  ],
  [
    "role and account are named: the stronger naming counts",
    { who: worker, resourcePolicy: [allow(to(root(ACCOUNT))), allow(to(worker.roleArn))] },
    "allow",
  ],

  // Across accounts
  ["other account: only the identity side", { who: mallory, identity: [allow()] }, "none resource"],
  [
    "other account: only the resource side",
    { who: mallory, resourcePolicy: [allow(to(mallory.arn))] },
    "none identity",
  ],
  [
    "other account: both sides",
    { who: mallory, identity: [allow()], resourcePolicy: [allow(to(mallory.arn))] },
    "allow",
  ],
  [
    "other account: the resource side names the account",
    { who: mallory, identity: [allow()], resourcePolicy: [allow(to(root(OTHER)))] },
    "allow",
  ],
  [
    "other account: the resource side names everyone",
    { who: mallory, identity: [allow()], resourcePolicy: [allow(everyone)] },
    "allow",
  ],
  [
    "other account: everyone is not enough without identity",
    { who: mallory, resourcePolicy: [allow(everyone)] },
    "none identity",
  ],
  [
    "other account: the resource side names its own account",
    { who: mallory, identity: [allow()], resourcePolicy: [allow(to(root(ACCOUNT)))] },
    "none resource",
  ],
  [
    "other account: a boundary limits",
    { who: mallory, identity: [allow()], boundary: [], resourcePolicy: [allow(to(mallory.arn))] },
    "none boundary",
  ],
  [
    "other account: a deny on the resource side",
    { who: mallory, identity: [allow()], resourcePolicy: [allow(everyone), deny(to(root(OTHER)))] },
    "deny resource",
  ],
  [
    "other account: a deny on the identity side",
    { who: mallory, identity: [deny()], resourcePolicy: [allow(everyone)] },
    "deny identity",
  ],
  [
    "other account's role session, named by role",
    { who: { ...worker, account: OTHER }, identity: [allow()], resourcePolicy: [allow(to(worker.roleArn))] },
    "allow",
  ],
  [
    "other account's role session: session policies limit",
    {
      who: { ...worker, account: OTHER },
      identity: [allow()],
      session: [],
      resourcePolicy: [allow(to(worker.roleArn))],
    },
    "none session",
  ],

  // Services
  ["a service needs a resource policy", { who: sns }, "none resource"],
  ["a service that is named", { who: sns, resourcePolicy: [allow(fromService("sns"))] }, "allow"],
  [
    "one of several services",
    { who: sns, resourcePolicy: [allow({ Principal: { Service: ["events.amazonaws.com", "sns.amazonaws.com"] } })] },
    "allow",
  ],
  ["another service", { who: sns, resourcePolicy: [allow(fromService("events"))] }, "none resource"],
  ["a service and everyone", { who: sns, resourcePolicy: [allow(everyone)] }, "allow"],
  ["a service is not in the account", { who: sns, resourcePolicy: [allow(to(root(ACCOUNT)))] }, "none resource"],
  [
    "a service by its Regional name",
    { who: sns, resourcePolicy: [allow({ Principal: { Service: "sns.us-east-1.amazonaws.com" } })] },
    "allow",
  ],
  [
    "a service for the right source",
    {
      who: sns,
      keys: { "aws:SourceArn": sns.sourceArn! },
      resourcePolicy: [
        allow({
          Principal: { Service: "sns.amazonaws.com" },
          Condition: { ArnEquals: { "aws:SourceArn": sns.sourceArn } },
        }),
      ],
    },
    "allow",
  ],
  [
    "a service for another source",
    {
      who: sns,
      keys: { "aws:SourceArn": `${sns.sourceArn}2` },
      resourcePolicy: [
        allow({
          Principal: { Service: "sns.amazonaws.com" },
          Condition: { ArnEquals: { "aws:SourceArn": sns.sourceArn } },
        }),
      ],
    },
    "none resource",
  ],
  [
    "a service for another account (confused deputy)",
    {
      who: sns,
      keys: { "aws:SourceAccount": OTHER },
      resourcePolicy: [
        allow({
          Principal: { Service: "sns.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        }),
      ],
    },
    "none resource",
  ],
  [
    "a service from another account",
    { who: { ...sns, account: OTHER }, resourcePolicy: [allow(fromService("sns"))] },
    "allow",
  ],
  [
    "a service that is denied",
    {
      who: sns,
      resourcePolicy: [allow(fromService("sns")), deny(fromService("sns"))],
    },
    "deny resource",
  ],
  ["a user is not a service", { who: alice, resourcePolicy: [allow(fromService("sns"))] }, "none identity"],

  // Anonymous
  ["anonymous: everyone", { who: ANONYMOUS, resourcePolicy: [allow(everyone)] }, "allow"],
  ["anonymous: no policy", { who: ANONYMOUS }, "none resource"],
  ["anonymous: an account is named", { who: ANONYMOUS, resourcePolicy: [allow(to(root(ACCOUNT)))] }, "none resource"],
  [
    "anonymous: everyone but not this action",
    { who: ANONYMOUS, resourcePolicy: [allow({ ...everyone, Action: "sqs:ReceiveMessage" })] },
    "none resource",
  ],
  ["anonymous: denied", { who: ANONYMOUS, resourcePolicy: [allow(everyone), deny(everyone)] }, "deny resource"],

  // Trust policies and key policies: the resource policy decides
  [
    "trust: an identity policy alone is not enough",
    { action: "sts:AssumeRole", identity: [allow({ Action: "sts:*" })], resourcePolicy: [], decides: true },
    "none resource",
  ],
  [
    "trust: the user is named",
    {
      action: "sts:AssumeRole",
      resourcePolicy: [{ Effect: "Allow", Action: "sts:AssumeRole", ...to(ME) }],
      decides: true,
    },
    "allow",
  ],
  [
    "trust: the account is named, and no identity policy",
    {
      action: "sts:AssumeRole",
      resourcePolicy: [{ Effect: "Allow", Action: "sts:AssumeRole", ...to(root(ACCOUNT)) }],
      decides: true,
    },
    "none identity",
  ],
  [
    "trust: the account is named, and an identity policy",
    {
      action: "sts:AssumeRole",
      identity: [allow({ Action: "sts:AssumeRole" })],
      resourcePolicy: [{ Effect: "Allow", Action: "sts:AssumeRole", ...to(root(ACCOUNT)) }],
      decides: true,
    },
    "allow",
  ],
  [
    "trust: a service",
    {
      who: servicePrincipal("lambda.amazonaws.com", ACCOUNT),
      action: "sts:AssumeRole",
      resourcePolicy: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
      decides: true,
    },
    "allow",
  ],
  [
    "trust: another service",
    {
      who: servicePrincipal("states.amazonaws.com", ACCOUNT),
      action: "sts:AssumeRole",
      resourcePolicy: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
      decides: true,
    },
    "none resource",
  ],
  [
    "trust: the right external id",
    {
      who: mallory,
      action: "sts:AssumeRole",
      identity: [allow({ Action: "sts:*" })],
      keys: { "sts:ExternalId": "42" },
      resourcePolicy: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          ...to(OTHER),
          Condition: { StringEquals: { "sts:ExternalId": "42" } },
        },
      ],
      decides: true,
    },
    "allow",
  ],
  [
    "trust: no external id",
    {
      who: mallory,
      action: "sts:AssumeRole",
      identity: [allow({ Action: "sts:*" })],
      resourcePolicy: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          ...to(OTHER),
          Condition: { StringEquals: { "sts:ExternalId": "42" } },
        },
      ],
      decides: true,
    },
    "none resource",
  ],
  [
    "trust: TagSession is an action of its own",
    {
      action: "sts:TagSession",
      resourcePolicy: [{ Effect: "Allow", Action: "sts:AssumeRole", ...to(ME) }],
      decides: true,
    },
    "none resource",
  ],
  [
    "trust: a deny",
    {
      action: "sts:AssumeRole",
      identity: [allow({ Action: "sts:*" })],
      resourcePolicy: [
        { Effect: "Allow", Action: "sts:AssumeRole", ...to(ME) },
        {
          Effect: "Deny",
          Action: "sts:AssumeRole",
          ...everyone,
          Condition: { StringNotEquals: { "sts:ExternalId": "42" } },
        },
      ],
      decides: true,
    },
    "deny resource",
  ],
  [
    "key policy: without the account's statement identity policies do not count",
    { action: "kms:Decrypt", identity: [allow({ Action: "kms:*" })], resourcePolicy: [], decides: true },
    "none resource",
  ],
];

test.each(rows)("%s", (_name, given, expected) => {
  expect(told(evaluate(question(given)))).toBe(expected);
});

test("a document before 2012-10-17 takes variables in Resource as text", () => {
  const asked = question({ resource: "arn:aws:s3:::b/alice", keys: { "aws:username": "alice" } });
  const statement = allow({ Resource: "arn:aws:s3:::b/${aws:username}" });
  const with2008 = { name: "old", document: document([statement], "2008-10-17") };

  expect(told(evaluate({ ...asked, identityPolicies: [with2008] }))).toBe("none identity");
});

test("a decision names the statements that matched", () => {
  const decision = evaluate(
    question({ identity: [allow({ Sid: "Send" }), allow({ Action: "s3:*" }), deny({ Sid: "No" })] }),
  );

  expect(decision).toEqual({
    allowed: false,
    reason: "explicit-deny",
    deny: { kind: "identity", policy: "identity", policyArn: undefined, effect: "Deny", sid: "No", index: 2 },
    matched: [
      { kind: "identity", policy: "identity", policyArn: undefined, effect: "Allow", sid: "Send", index: 0 },
      { kind: "identity", policy: "identity", policyArn: undefined, effect: "Deny", sid: "No", index: 2 },
    ],
  });
});

const USER = `User: ${ME} is not authorized to perform: `;
test.each<[string, Case, string]>([
  [
    "implicit, identity",
    {},
    `${USER}sqs:sendmessage on resource: ${QUEUE} because no identity-based policy allows the sqs:sendmessage action`,
  ],
  [
    "implicit, boundary",
    { identity: [allow()], boundary: [] },
    `${USER}sqs:sendmessage on resource: ${QUEUE} because no permissions boundary allows the sqs:sendmessage action`,
  ],
  [
    "explicit, identity",
    { identity: [deny()] },
    `${USER}sqs:sendmessage on resource: ${QUEUE} with an explicit deny in an identity-based policy`,
  ],
  [
    "explicit, boundary",
    { boundary: [deny()] },
    `${USER}sqs:sendmessage on resource: ${QUEUE} with an explicit deny in a permissions boundary`,
  ],
  [
    "explicit, resource",
    { resourcePolicy: [deny(everyone)] },
    `${USER}sqs:sendmessage on resource: ${QUEUE} with an explicit deny in a resource-based policy`,
  ],
  [
    "other account, resource",
    { owner: OTHER, identity: [allow()] },
    `${USER}sqs:sendmessage on resource: ${QUEUE} because no resource-based policy allows the sqs:sendmessage action`,
  ],
  [
    "STS says no more",
    { action: "sts:AssumeRole", resource: "arn:aws:iam::1:role/r" },
    `${USER}sts:AssumeRole on resource: arn:aws:iam::1:role/r`,
  ],
  [
    "S3 quotes the resource",
    { action: "s3:GetObject", resource: "arn:aws:s3:::b/k" },
    `${USER}s3:GetObject on resource: "arn:aws:s3:::b/k" because no identity-based policy allows the s3:GetObject action`,
  ],
  [
    "S3 without resource",
    { action: "s3:ListAllMyBuckets", resource: "*" },
    `${USER}s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action`,
  ],
  [
    "IAM names a role",
    { action: "iam:GetRole", resource: "arn:aws:iam::1:role/p/r" },
    `${USER}iam:GetRole on resource: role r because no identity-based policy allows the iam:GetRole action`,
  ],
  [
    "IAM names what is created by its ARN",
    { action: "iam:CreateRole", resource: "arn:aws:iam::1:role/r" },
    `${USER}iam:CreateRole on resource: arn:aws:iam::1:role/r because no identity-based policy allows the iam:CreateRole action`,
  ],
  [
    "IAM names a policy that is created by its name",
    { action: "iam:CreatePolicy", resource: "arn:aws:iam::1:policy/p" },
    `${USER}iam:CreatePolicy on resource: policy p because no identity-based policy allows the iam:CreatePolicy action`,
  ],
  [
    "IAM names a policy by its ARN",
    { action: "iam:GetPolicy", resource: "arn:aws:iam::1:policy/p" },
    `${USER}iam:GetPolicy on resource: policy arn:aws:iam::1:policy/p because no identity-based policy allows the iam:GetPolicy action`,
  ],
])("denial message: %s", (_name, given, expected) => {
  const asked = question(given);
  const decision = evaluate(asked);

  if (decision.allowed) throw new Error("allowed");
  expect(
    denialMessage({ principal: asked.principal.arn, action: asked.action, resource: asked.resource }, decision),
  ).toBe(expected);
});

test("denial message: a managed policy that denies is named", () => {
  const arn = `arn:aws:iam::${ACCOUNT}:policy/Guard`;
  const decision = evaluate({
    ...question({}),
    identityPolicies: [{ name: "Guard", arn, document: document([deny()]) }],
  });

  if (decision.allowed) throw new Error("allowed");
  expect(denialMessage({ principal: ME, action: "sqs:SendMessage", resource: QUEUE }, decision)).toBe(
    `${USER}sqs:sendmessage on resource: ${QUEUE} with an explicit deny in an identity-based policy: ${arn}`,
  );
});

test("an evaluation of 20 policies takes less than 0.1 ms once compiled", () => {
  const identityPolicies = Array.from({ length: 20 }, (_, index) => ({
    name: `p${index}`,
    document: document([allow({ Action: ["s3:Get*", "dynamodb:*Item"], Resource: `arn:aws:s3:::bucket${index}/*` })]),
  }));
  const asked = { ...question({}), identityPolicies };
  evaluate(asked);

  const startedAt = performance.now();
  for (let run = 0; run < 500; run++) evaluate(asked);

  expect((performance.now() - startedAt) / 500).toBeLessThan(0.1);
});
