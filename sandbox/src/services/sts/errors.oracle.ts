import { IAM } from "@aws-sdk/client-iam";
import { STS, type AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { RECORDED_ACCOUNT } from "../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../testing.ts";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());
const sts = new STS(sandbox.client({ account: RECORDED_ACCOUNT }));

const { Role } = await new IAM(sandbox.client({ account: RECORDED_ACCOUNT })).createRole({
  RoleName: "assumable",
  AssumeRolePolicyDocument: JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: RECORDED_ACCOUNT },
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
  }),
});

const assume = (input: Partial<AssumeRoleCommandInput>, as = sts) =>
  as.assumeRole({ RoleArn: Role!.Arn, RoleSessionName: "Session1", ...input });

const assumeArn = (arn: string) => () => assume({ RoleArn: arn });

/** A role session may pass a transitive tag on, not set it anew. */
async function overrideTransitiveTag(): Promise<void> {
  await new IAM(sandbox.client({ account: RECORDED_ACCOUNT })).putRolePolicy({
    RoleName: "assumable",
    PolicyName: "chain",
    PolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: "*" },
    }),
  });
  const { Credentials } = await assume({
    Tags: [{ Key: "SessionTag1", Value: "a" }],
    TransitiveTagKeys: ["SessionTag1"],
  });
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  const session = new STS(
    sandbox.client({
      credentials: { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! },
    }),
  );
  await assume({ Tags: [{ Key: "SessionTag1", Value: "b" }], TransitiveTagKeys: ["SessionTag1"] }, session);
}

compareErrors("sts", {
  raised: {
    "InvalidParameterValue: The specified transitive tag key must be included in the requested tags.": () =>
      assume({ Tags: [{ Key: "a", Value: "1" }], TransitiveTagKeys: ["b"] }),
    "InvalidParameterValue: Duplicate tag keys found. Please note that Tag keys are case insensitive.": () =>
      assume({
        Tags: [
          { Key: "tag", Value: "1" },
          { Key: "Tag", Value: "2" },
        ],
      }),
    "InvalidParameterValue: One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.":
      overrideTransitiveTag,
    "ValidationError: nothing-valid-in-here is invalid": assumeArn("nothing-valid-in-here"),
    "ValidationError: arn::b:::something/test-role is invalid": assumeArn("arn::b:::something/test-role"),
    "ValidationError: arn:a::::something/test-role is invalid": assumeArn("arn:a::::something/test-role"),
    "ValidationError: arn:a:::something/test-role is invalid": assumeArn("arn:a:::something/test-role"),
    "ValidationError: arn:a:a::aaaaaaaaaa: is invalid": assumeArn("arn:a:a::aaaaaaaaaa:"),
    "ValidationError: 1 validation error detected: Value 'Session1:2' at 'roleSessionName' …": () =>
      assume({ RoleSessionName: "Session1:2" }),
  },
  beyond: {},
});
