import { RECORDED_ACCOUNT } from "../../../oracles/recorded-errors.ts";
import { postForm, type Upload } from "../post/testing.ts";
import { answered, bucket, sandbox } from "./fixture.ts";

const post = (upload: Upload) => async () =>
  answered(await postForm(sandbox.endpoint, bucket.Bucket, { accessKeyId: RECORDED_ACCOUNT, ...upload }));

const redirect = "success_action_redirect";
const failing = (operator: string, name: string, value: string) =>
  post({ fields: { [redirect]: "http://wrong.test/random" }, conditions: [[operator, name, value]] });

/** Browser uploads. */
export const posts = {
  "AccessDenied: Invalid according to Policy: Policy expired.": post({ expiration: "2020-01-01T00:00:00Z" }),
  'AccessDenied: Invalid according to Policy: Policy Condition failed: ["content-length-range", "test", "10"]': post({
    conditions: [["content-length-range", "test", 10]],
  }),
  'AccessDenied: Invalid according to Policy: Policy Condition failed: ["eq", "$success_action_redirect", "HTTP://localhost.test/random"]':
    failing("eq", `$${redirect}`, "HTTP://localhost.test/random"),
  'AccessDenied: Invalid according to Policy: Policy Condition failed: ["eq", "$success_action_redirect", "http://localhost.test/random"]':
    failing("eq", `$${redirect}`, "http://localhost.test/random"),
  'AccessDenied: Invalid according to Policy: Policy Condition failed: ["eq", "success_action_redirect", "http://localhost.test/random"]':
    failing("eq", redirect, "http://localhost.test/random"),
  'AccessDenied: Invalid according to Policy: Policy Condition failed: ["starts-with", "$success_action_redirect", "http://localhost"]':
    failing("starts-with", `$${redirect}`, "http://localhost"),
  "InvalidArgument: Bucket POST must contain a field named 'X-Amz-Algorithm'. …": post({ omit: ["X-Amz-Algorithm"] }),
  "InvalidArgument: Bucket POST must contain a field named 'X-Amz-Signature'. …": post({ omit: ["X-Amz-Signature"] }),
  "EntityTooLarge: Your proposed upload exceeds the maximum allowed size": post({
    conditions: [["content-length-range", 1, 5]],
  }),
  "InvalidPolicyDocument: Invalid Policy: Invalid Simple-Condition: …": post({ conditions: [{ a: "b", c: "d" }] }),
};
