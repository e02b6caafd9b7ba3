/** What AWS's documentation says of particular elements of policies, page by page (read 2026-11). */
import { describe, expect, test } from "vitest";
import { servicePrincipal } from "../core/principal.ts";
import { denialMessage } from "./denial.ts";
import { evaluate } from "./evaluate.ts";
import {
  ACCOUNT,
  alice,
  allow,
  deny,
  everyone,
  mallory,
  OTHER,
  question,
  root,
  fromService,
  sns,
  to,
  told,
  worker,
  type Case,
} from "./testing.ts";

type Row = [string, Case, string];
function check(rows: Row[]): void {
  test.each(rows)("%s", (_name, given, expected) => {
    expect(told(evaluate(question(given)))).toBe(expected);
  });
}

const ME = alice.arn;
const sparing = (...aws: string[]) => [deny({ NotPrincipal: { AWS: aws } })];

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
describe("NotPrincipal", () => {
  const other = `arn:aws:iam::${OTHER}:user/mallory`;
  check([
    ["spares a user with its account", { identity: [allow()], resourcePolicy: sparing(ME, root(ACCOUNT)) }, "allow"],
    [
      "always denies who has a permissions boundary, whatever it names",
      { identity: [allow()], boundary: [allow()], resourcePolicy: sparing(ME, root(ACCOUNT)) },
      "deny resource",
    ],
    [
      "spares a session that is named with its role and account",
      { who: worker, identity: [allow()], resourcePolicy: sparing(worker.arn, worker.roleArn, root(ACCOUNT)) },
      "allow",
    ],
    [
      "the role alone does not spare its sessions",
      { who: worker, identity: [allow()], resourcePolicy: sparing(worker.roleArn, root(ACCOUNT)) },
      "deny resource",
    ],
    [
      "the session without its role is not spared",
      { who: worker, identity: [allow()], resourcePolicy: sparing(worker.arn, root(ACCOUNT)) },
      "deny resource",
    ],
    [
      "another session of the role is not spared",
      {
        who: worker,
        identity: [allow()],
        resourcePolicy: sparing(worker.arn.replace("/s1", "/s2"), worker.roleArn, root(ACCOUNT)),
      },
      "deny resource",
    ],
    [
      "spares nobody by wildcard",
      {
        who: worker,
        identity: [allow()],
        resourcePolicy: sparing(worker.arn.replace("/s1", "/*"), worker.roleArn, root(ACCOUNT)),
      },
      "deny resource",
    ],
    [
      "spares a user of another account",
      {
        who: mallory,
        identity: [allow()],
        resourcePolicy: [allow(to(other)), ...sparing(other, root(OTHER))],
      },
      "allow",
    ],
    ["spares everyone", { identity: [allow()], resourcePolicy: [deny({ NotPrincipal: "*" })] }, "allow"],
    [
      "spares a service",
      {
        who: sns,
        resourcePolicy: [allow(fromService("sns")), deny({ NotPrincipal: { Service: "sns.amazonaws.com" } })],
      },
      "allow",
    ],
    [
      "hits another service",
      {
        who: sns,
        resourcePolicy: [allow(fromService("sns")), deny({ NotPrincipal: { Service: "events.amazonaws.com" } })],
      },
      "deny resource",
    ],
    [
      "grants nothing with Allow, which is not supported",
      { resourcePolicy: [allow({ NotPrincipal: { AWS: OTHER } })] },
      "none identity",
    ],
    [
      "the recommended form instead: aws:PrincipalArn spares all sessions of a role",
      {
        who: worker,
        identity: [allow()],
        boundary: [allow()],
        keys: { "aws:PrincipalArn": worker.roleArn },
        resourcePolicy: [deny({ ...everyone, Condition: { ArnNotEquals: { "aws:PrincipalArn": worker.roleArn } } })],
      },
      "allow",
    ],
    [
      "the recommended form instead: it hits other roles",
      {
        who: worker,
        identity: [allow()],
        keys: { "aws:PrincipalArn": worker.roleArn },
        resourcePolicy: [
          deny({ ...everyone, Condition: { ArnNotEquals: { "aws:PrincipalArn": `${worker.roleArn}-2` } } }),
        ],
      },
      "deny resource",
    ],
  ]);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
describe("policy variables", () => {
  const queue = (region: string, name: string) => `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;
  const tag = { "aws:PrincipalTag/team": "blue" };
  check([
    [
      "in the resource part",
      {
        resource: queue("us-east-1", "alice-queue"),
        identity: [allow({ Resource: "arn:aws:sqs:us-east-1:*:${aws:username}-queue" })],
        keys: { "aws:username": "alice" },
      },
      "allow",
    ],
    [
      "not in the Region of an ARN",
      {
        identity: [allow({ Resource: `arn:aws:sqs:\${aws:RequestedRegion}:${ACCOUNT}:*` })],
        keys: { "aws:RequestedRegion": "us-east-1" },
      },
      "none identity",
    ],
    [
      "not in the account of an ARN",
      {
        identity: [allow({ Resource: "arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:*" })],
        keys: { "aws:PrincipalAccount": ACCOUNT },
      },
      "none identity",
    ],
    [
      "a tag with a slash in its name",
      {
        resource: "arn:aws:s3:::bucket/blue/x",
        identity: [allow({ Resource: "arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*" })],
        keys: tag,
      },
      "allow",
    ],
    [
      "two in one resource",
      {
        resource: "arn:aws:s3:::bucket/blue/alice",
        identity: [allow({ Resource: "arn:aws:s3:::bucket/${aws:PrincipalTag/team}/${aws:username}" })],
        keys: { ...tag, "aws:username": "alice" },
      },
      "allow",
    ],
    [
      "without value matches no resource",
      {
        resource: "arn:aws:s3:::bucket/${aws:username}",
        identity: [allow({ Resource: "arn:aws:s3:::bucket/${aws:username}" })],
      },
      "none identity",
    ],
    [
      "without value in NotResource leaves no resource out",
      {
        resource: "arn:aws:s3:::bucket/alice",
        identity: [allow(), deny({ Resource: undefined, NotResource: "arn:aws:s3:::bucket/${aws:username}" })],
      },
      "deny identity",
    ],
    [
      "with several values matches nothing: multivalued keys are no variables",
      {
        resource: "arn:aws:s3:::bucket/a",
        identity: [allow({ Resource: "arn:aws:s3:::bucket/${aws:TagKeys}" })],
        keys: { "aws:TagKeys": ["a", "b"] },
      },
      "none identity",
    ],
    [
      "without value: StringNotEquals matches",
      {
        identity: [
          allow(),
          deny({ Condition: { StringNotEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } } }),
        ],
        keys: { "aws:ResourceTag/team": "blue" },
      },
      "deny identity",
    ],
    [
      "without value: StringLike does not match",
      {
        identity: [allow({ Condition: { StringLike: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}*" } } })],
        keys: { "aws:ResourceTag/team": "blue" },
      },
      "none identity",
    ],
    [
      "a default in a condition",
      {
        identity: [
          allow({
            Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team, 'company-wide'}" } },
          }),
        ],
        keys: { "aws:ResourceTag/team": "company-wide" },
      },
      "allow",
    ],
    [
      "in an ARN condition",
      {
        identity: [allow({ Condition: { ArnLike: { "iam:PolicyARN": "arn:aws:iam::*:policy/${aws:username}-*" } } })],
        keys: { "iam:PolicyARN": `arn:aws:iam::${ACCOUNT}:policy/alice-read`, "aws:username": "alice" },
      },
      "allow",
    ],
    [
      "a literal star",
      { resource: queue("us-east-1", "a"), identity: [allow({ Resource: queue("us-east-1", "${*}") })] },
      "none identity",
    ],
    [
      "a literal star matches a star",
      { resource: queue("us-east-1", "*"), identity: [allow({ Resource: queue("us-east-1", "${*}") })] },
      "allow",
    ],
  ]);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
describe("the example of Carlos", () => {
  const bucket = "arn:aws:s3:::carlossalazar";
  const identity = [
    allow({ Action: ["s3:GetBucketLocation", "s3:ListAllMyBuckets"], Resource: "arn:aws:s3:::*" }),
    allow({ Action: "s3:*", Resource: [`${bucket}/*`, bucket] }),
    deny({ Action: "s3:*", Resource: "arn:aws:s3:::*log*" }),
  ];
  const resourcePolicy = [allow({ ...to(ME), Action: "s3:*", Resource: [`${bucket}/*`, bucket] })];
  const put = { action: "s3:PutObject", identity, resourcePolicy };
  check([
    ["may not save to the logs", { ...put, resource: "arn:aws:s3:::carlossalazar-logs/x" }, "deny identity"],
    ["may save to his bucket", { ...put, resource: `${bucket}/x` }, "allow"],
    ["may by the bucket policy alone", { ...put, identity: [], resource: `${bucket}/x` }, "allow"],
    ["may by his own policy alone", { ...put, resourcePolicy: undefined, resource: `${bucket}/x` }, "allow"],
    ["may not read another bucket", { ...put, resource: "arn:aws:s3:::other/x" }, "none identity"],
  ]);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
describe("across accounts", () => {
  const visitor = { who: mallory, identity: [allow()] };
  const guest = {
    ...worker,
    account: OTHER,
    arn: worker.arn.replace(ACCOUNT, OTHER),
    roleArn: worker.roleArn.replace(ACCOUNT, OTHER),
  };
  check([
    [
      "the session's ARN does not replace the identity side",
      { who: guest, resourcePolicy: [allow(to(guest.arn))] },
      "none identity",
    ],
    [
      "the session's ARN and an identity policy",
      { who: guest, identity: [allow()], resourcePolicy: [allow(to(guest.arn))] },
      "allow",
    ],
    [
      "a boundary limits also where the session is named",
      { who: guest, identity: [allow()], boundary: [], resourcePolicy: [allow(to(guest.arn))] },
      "none boundary",
    ],
    ["the account number names it", { ...visitor, resourcePolicy: [allow(to(OTHER))] }, "allow"],
    ["a third account is not meant", { ...visitor, resourcePolicy: [allow(to("333333333333"))] }, "none resource"],
    [
      "the resource side of another action",
      { ...visitor, resourcePolicy: [allow({ ...to(OTHER), Action: "sqs:ReceiveMessage" })] },
      "none resource",
    ],
    [
      "a condition on the account of the caller",
      {
        ...visitor,
        keys: { "aws:PrincipalAccount": OTHER },
        resourcePolicy: [allow({ ...everyone, Condition: { StringEquals: { "aws:PrincipalAccount": OTHER } } })],
      },
      "allow",
    ],
    [
      "aws:ResourceAccount keeps identities within their own account",
      {
        who: mallory,
        identity: [allow({ Condition: { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } } })],
        keys: { "aws:ResourceAccount": ACCOUNT, "aws:PrincipalAccount": OTHER },
        resourcePolicy: [allow(everyone)],
      },
      "none identity",
    ],
  ]);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html, id_session-tags.html, confused-deputy.html
describe("trust policies with conditions", () => {
  const trust = (Condition: object, more: object = {}) => ({
    action: "sts:AssumeRole",
    decides: true,
    resourcePolicy: [{ Effect: "Allow", Action: "sts:AssumeRole", ...to(ME), Condition, ...more }],
  });
  const lambda = servicePrincipal("lambda.amazonaws.com", ACCOUNT);
  const service = fromService("lambda");
  const source = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
  const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
  check([
    ["MFA: absent with long-term keys", trust(mfa), "none resource"],
    ["MFA: false", { ...trust(mfa), keys: { "aws:MultiFactorAuthPresent": "false" } }, "none resource"],
    ["MFA: true", { ...trust(mfa), keys: { "aws:MultiFactorAuthPresent": "true" } }, "allow"],
    [
      "MFA with BoolIfExists lets long-term keys through",
      trust({ BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }),
      "allow",
    ],
    [
      "a session name that must be the user's",
      {
        ...trust({ StringLike: { "sts:RoleSessionName": "${aws:username}" } }),
        keys: { "sts:RoleSessionName": "alice", "aws:username": "alice" },
      },
      "allow",
    ],
    [
      "another session name",
      {
        ...trust({ StringLike: { "sts:RoleSessionName": "${aws:username}" } }),
        keys: { "sts:RoleSessionName": "bob", "aws:username": "alice" },
      },
      "none resource",
    ],
    [
      "one of several external ids",
      { ...trust({ StringEquals: { "sts:ExternalId": ["41", "42"] } }), keys: { "sts:ExternalId": "42" } },
      "allow",
    ],
    [
      "session tags: only the listed keys",
      {
        ...trust({ "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } }),
        keys: { "aws:TagKeys": ["team", "admin"] },
      },
      "none resource",
    ],
    [
      "session tags: a value is required",
      {
        ...trust({ StringLike: { "aws:RequestTag/team": "*" } }),
        keys: { "aws:RequestTag/team": "blue", "aws:TagKeys": ["team"] },
      },
      "allow",
    ],
    [
      "a service for the right account",
      { ...trust(source, service), who: lambda, keys: { "aws:SourceAccount": ACCOUNT } },
      "allow",
    ],
    [
      "a service for another account: the confused deputy",
      { ...trust(source, service), who: lambda, keys: { "aws:SourceAccount": OTHER } },
      "none resource",
    ],
    [
      "a service for a source that matches a pattern",
      {
        ...trust({ ArnLike: { "aws:SourceArn": `arn:aws:lambda:*:${ACCOUNT}:function:orders-*` } }, service),
        who: lambda,
        keys: { "aws:SourceArn": `arn:aws:lambda:us-east-1:${ACCOUNT}:function:orders-api` },
      },
      "allow",
    ],
    [
      "a date until which the role may be assumed",
      {
        ...trust({ DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } }),
        keys: { "aws:CurrentTime": "2026-06-01T00:00:00.000Z" },
      },
      "none resource",
    ],
    [
      "a network",
      { ...trust({ IpAddress: { "aws:SourceIp": "127.0.0.0/8" } }), keys: { "aws:SourceIp": "127.0.0.1" } },
      "allow",
    ],
    [
      "another role that is trusted, with its own policy left out",
      { ...trust({}, to(worker.roleArn)), who: worker },
      "allow",
    ],
    [
      "another role that is trusted, within its boundary",
      { ...trust({}, to(worker.roleArn)), who: worker, boundary: [allow({ Action: "s3:*" })] },
      "none boundary",
    ],
  ]);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
describe("the order of the decision", () => {
  const everywhere = { who: worker, identity: [allow()], boundary: [allow()], session: [allow()] };
  check([
    ["all allow", everywhere, "allow"],
    [
      "a deny of the resource side before anything that is missing",
      { who: worker, resourcePolicy: [deny(everyone)] },
      "deny resource",
    ],
    [
      "a deny of the session before a missing boundary",
      { ...everywhere, boundary: [], session: [deny()] },
      "deny session",
    ],
    [
      "a deny of the boundary before a missing session",
      { ...everywhere, boundary: [deny()], session: [] },
      "deny boundary",
    ],
    ["identity before boundary", { ...everywhere, identity: [], boundary: [] }, "none identity"],
    ["boundary before session", { ...everywhere, boundary: [], session: [] }, "none boundary"],
    ["session last", { ...everywhere, session: [] }, "none session"],
    [
      "several identity policies are one union",
      { identity: [allow({ Action: "s3:*" }), allow({ Action: "sqs:*" })] },
      "allow",
    ],
    [
      "a session policy may not widen",
      { who: worker, identity: [allow({ Action: "sqs:Get*" })], session: [allow({ Action: "*" })] },
      "none identity",
    ],
    [
      "a resource policy for the role is within the session policy",
      { who: worker, session: [allow()], resourcePolicy: [allow(to(worker.roleArn))] },
      "allow",
    ],
    [
      "a condition on temporary credentials holds where there are none",
      { identity: [allow({ Condition: { Null: { "aws:TokenIssueTime": "true" } } })] },
      "allow",
    ],
    [
      "a condition on temporary credentials",
      {
        who: worker,
        identity: [allow({ Condition: { Null: { "aws:TokenIssueTime": "true" } } })],
        keys: { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" },
      },
      "none identity",
    ],
    [
      "sessions before a moment are revoked",
      {
        who: worker,
        identity: [
          allow(),
          deny({ Action: "*", Condition: { DateLessThan: { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" } } }),
        ],
        keys: { "aws:TokenIssueTime": "2025-12-31T23:00:00Z" },
      },
      "deny identity",
    ],
    [
      "sessions after that moment are not",
      {
        who: worker,
        identity: [
          allow(),
          deny({ Action: "*", Condition: { DateLessThan: { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" } } }),
        ],
        keys: { "aws:TokenIssueTime": "2026-01-01T01:00:00Z" },
      },
      "allow",
    ],
  ]);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
describe("conditions in policies of the documentation", () => {
  const launch = (operator: string) => [
    allow({ Action: "ec2:RunInstances", Condition: { [operator]: { "ec2:InstanceType": ["t1.*", "t2.*"] } } }),
  ];
  const image = { action: "ec2:RunInstances", resource: "arn:aws:ec2:us-east-1::image/ami-1" };
  check([
    ["StringLike on a resource without the key", { ...image, identity: launch("StringLike") }, "none identity"],
    ["StringLikeIfExists on a resource without the key", { ...image, identity: launch("StringLikeIfExists") }, "allow"],
    [
      "a deny with StringNotEqualsIfExists, the tag missing",
      { identity: [allow(), deny({ Condition: { StringNotEqualsIfExists: { "aws:RequestTag/team": "a" } } })] },
      "deny identity",
    ],
    [
      "requested attributes: all listed",
      {
        action: "dynamodb:GetItem",
        identity: [
          allow({
            Action: "dynamodb:GetItem",
            Condition: { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["PostDateTime", "Message", "Tags"] } },
          }),
        ],
        keys: { "dynamodb:Attributes": ["PostDateTime", "Message"] },
      },
      "allow",
    ],
    [
      "requested attributes: one not listed",
      {
        action: "dynamodb:GetItem",
        identity: [
          allow({
            Action: "dynamodb:GetItem",
            Condition: { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["PostDateTime", "Message", "Tags"] } },
          }),
        ],
        keys: { "dynamodb:Attributes": ["PostDateTime", "UserName"] },
      },
      "none identity",
    ],
    [
      "ForAllValues with Null: false asks for the key as well",
      {
        identity: [
          allow({
            Condition: {
              "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] },
              Null: { "aws:TagKeys": "false" },
            },
          }),
        ],
      },
      "none identity",
    ],
    [
      "a deny with ForAnyValue: one of the attributes is forbidden",
      {
        identity: [
          allow(),
          deny({ Condition: { "ForAnyValue:StringEquals": { "dynamodb:Attributes": ["ID", "PostDateTime"] } } }),
        ],
        keys: { "dynamodb:Attributes": ["UserName", "PostDateTime"] },
      },
      "deny identity",
    ],
    [
      "a deny with ForAnyValue: none is forbidden",
      {
        identity: [
          allow(),
          deny({ Condition: { "ForAnyValue:StringEquals": { "dynamodb:Attributes": ["ID", "PostDateTime"] } } }),
        ],
        keys: { "dynamodb:Attributes": ["UserName"] },
      },
      "allow",
    ],
    [
      "ArnLike compares segments",
      {
        identity: [allow({ Condition: { ArnLike: { "k:arn": `arn:aws:someservice:*:${ACCOUNT}:finance/*` } } })],
        keys: { "k:arn": `arn:aws:someservice:us-east-2:${OTHER}:store/abc:${ACCOUNT}:finance/document.txt` },
      },
      "none identity",
    ],
    [
      "StringLike compares the whole",
      {
        identity: [allow({ Condition: { StringLike: { "k:arn": `arn:aws:someservice:*:${ACCOUNT}:finance/*` } } })],
        keys: { "k:arn": `arn:aws:someservice:us-east-2:${OTHER}:store/abc:${ACCOUNT}:finance/document.txt` },
      },
      "allow",
    ],
    [
      "addresses of both families",
      {
        identity: [
          allow({ Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:DB8:1234:5678::/64"] } } }),
        ],
        keys: { "aws:SourceIp": "2001:db8:1234:5678::9" },
      },
      "allow",
    ],
  ]);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
describe("the words of a denial", () => {
  const at = "on resource: arn:aws:sqs:us-east-1:111111111111:orders";
  const session = `User: ${worker.arn} is not authorized to perform: sqs:sendmessage ${at}`;
  test.each<[string, Case, string]>([
    ["no session policy", { session: [] }, `${session} because no session policy allows the sqs:sendmessage action`],
    ["a session policy", { session: [deny()] }, `${session} with an explicit deny in a session policy`],
    ["no boundary", { boundary: [] }, `${session} because no permissions boundary allows the sqs:sendmessage action`],
    ["a boundary", { boundary: [deny()] }, `${session} with an explicit deny in a permissions boundary`],
    [
      "no identity policy",
      { identity: [] },
      `${session} because no identity-based policy allows the sqs:sendmessage action`,
    ],
    ["an identity policy", { identity: [deny()] }, `${session} with an explicit deny in an identity-based policy`],
    [
      "no resource policy",
      { owner: OTHER },
      `${session} because no resource-based policy allows the sqs:sendmessage action`,
    ],
    [
      "a resource policy",
      { resourcePolicy: [deny(everyone)] },
      `${session} with an explicit deny in a resource-based policy`,
    ],
  ])("%s", (_name, given, expected) => {
    const asked = question({ who: worker, identity: [allow()], ...given });
    const decision = evaluate(asked);

    if (decision.allowed) throw new Error("allowed");
    expect(denialMessage({ principal: worker.arn, action: asked.action, resource: asked.resource }, decision)).toBe(
      expected,
    );
  });
});
