import { IAM } from "@aws-sdk/client-iam";
import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { RECORDED_ACCOUNT } from "../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../testing.ts";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());
const iam = new IAM(sandbox.client({ account: RECORDED_ACCOUNT }));

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
});
await iam.createRole({ RoleName: "existing", AssumeRolePolicyDocument: TRUST });

compareErrors("iam", {
  raised: {
    "MalformedPolicyDocument: This policy contains invalid Json": () =>
      iam.createRole({ RoleName: "malformed", AssumeRolePolicyDocument: '{"Version": }' }),
    "ValidationError: Invalid ARN: Could not be parsed!": () =>
      iam.attachRolePolicy({ RoleName: "existing", PolicyArn: "longpolicynamebutnoarn" }),
    "NoSuchEntity: Policy arn:<partition>:iam::111111111111:policy/<policy-name:1>123 does not exist or is not attachable.":
      () => iam.attachRolePolicy({ RoleName: "existing", PolicyArn: `arn:aws:iam::${RECORDED_ACCOUNT}:policy/p123` }),
    "NoSuchEntity: Policy arn:<partition>:iam::111111111111:policy/non-existent-policy was not found.": () =>
      iam.deletePolicy({ PolicyArn: `arn:aws:iam::${RECORDED_ACCOUNT}:policy/non-existent-policy` }),
    "NoSuchEntity: The user with name non-existent-user cannot be found.": () =>
      iam.getUser({ UserName: "non-existent-user" }),
    "NoSuchEntity: The user with name wrong-user-name cannot be found.": () =>
      iam.deleteUser({ UserName: "wrong-user-name" }),
  },
  beyond: {
    "Server certificates are not emulated": ["NoSuchEntity: The Server Certificate with name …"],
    "Service-specific credentials are not emulated": [
      "NoSuchEntity: No such service … is supported for Service Specific Credentials",
      "DeleteConflict: Cannot delete entity, must remove referenced objects first.",
      "ValidationError: 1 validation error detected: Value at 'serviceSpecificCredentialId' …",
      "NoSuchEntity: No such credential satisfiesregexbutstillinvalid exists",
      "ValidationError: 1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set",
    ],
    "Service-linked roles are not emulated": [
      "InvalidInput: Custom suffix is not allowed for …",
      "InvalidInput: Service role name AWSServiceRoleForBatch has been taken in this account, …",
    ],
  },
});
