import { evaluate, type AccessQuestion } from "../../sandbox/src/policy/evaluate.ts";
import type { Report } from "./report.ts";

const ROUNDS = 25;
const EACH = 2000;
const ACCOUNT = "000000000000";
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:orders`;

/** One decision over what a function's role of a larger app has: three policies of twelve statements each, a boundary, and a queue's own policy. */
export function iamFigures(report: Report): void {
  const question = questionOf();
  if (!evaluate(question).allowed) throw new Error("the evaluation denies");
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    for (let call = 0; call < EACH; call++) evaluate(question);
    values.push(((performance.now() - startedAt) / EACH) * 1000);
  }
  report("iam-evaluation", values, "us", { most: 100 });
}

function questionOf(): AccessQuestion {
  const policy = (name: string, Statement: object[]) => ({
    name,
    document: JSON.stringify({ Version: "2012-10-17", Statement }),
  });
  const statements = (service: string) =>
    Array.from({ length: 12 }, (_, index) => ({
      Effect: "Allow",
      Action: [`${service}:Get*`, `${service}:Put*`, `${service}:SendMessage`],
      Resource: [`arn:aws:${service}:us-east-1:${ACCOUNT}:thing-${index}`, `arn:aws:${service}:*:*:orders*`],
      Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT }, Bool: { "aws:SecureTransport": "true" } },
    }));
  return {
    principal: {
      type: "role-session",
      account: ACCOUNT,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/session`,
      userId: "AROAWORKER:session",
      roleArn: `arn:aws:iam::${ACCOUNT}:role/worker`,
      sessionName: "session",
      sessionPolicies: [],
      sessionTags: {},
    },
    action: "sqs:SendMessage",
    resource: QUEUE,
    resourceAccount: ACCOUNT,
    keys: new Map([
      ["aws:principalaccount", [ACCOUNT]],
      ["aws:securetransport", ["true"]],
      ["aws:sourceip", ["127.0.0.1"]],
    ]),
    identityPolicies: ["dynamodb", "s3", "sqs"].map((service) => policy(service, statements(service))),
    boundary: policy("boundary", [{ Effect: "Allow", Action: "*", Resource: "*" }]),
    resourcePolicy: policy("queue", [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: QUEUE,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]),
  };
}
