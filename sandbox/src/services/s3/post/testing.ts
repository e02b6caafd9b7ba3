import { textSignature } from "../../../gateway/sigv4.ts";

export interface Upload {
  fields?: Record<string, string>;
  conditions?: unknown[];
  expiration?: string;
  body?: string;
  accessKeyId?: string;
  secret?: string;
  /** Fields to leave out at the end. */
  omit?: string[];
}

/** Signs a policy as createPresignedPost of the SDK does, and posts the form. Conditions for a field take the place of its equality. */
export async function postForm(
  endpoint: string,
  Bucket: string,
  { fields = {}, conditions = [], body = "abcdef", omit = [], accessKeyId = "test", ...more }: Upload,
): Promise<Response> {
  const date = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
  const scope = { date: date.slice(0, 8), region: "us-east-1", service: "s3" };
  const all: Record<string, string> = {
    key: "key",
    ...fields,
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `${accessKeyId}/${scope.date}/us-east-1/s3/aws4_request`,
    "X-Amz-Date": date,
  };
  const hasCondition = (name: string) => conditions.some((each) => JSON.stringify(each).includes(`$${name}"`));
  const equal = Object.entries(all).flatMap(([name, value]) => (hasCondition(name) ? [] : [{ [name]: value }]));
  const policy = Buffer.from(
    JSON.stringify({
      expiration: more.expiration ?? new Date(Date.now() + 60_000).toISOString(),
      conditions: [{ bucket: Bucket }, ...equal, ...conditions],
    }),
  ).toString("base64");
  const form = new FormData();
  const signature = textSignature(more.secret ?? "test", scope, policy);
  for (const [name, value] of Object.entries({ ...all, Policy: policy, "X-Amz-Signature": signature }))
    if (!omit.includes(name)) form.append(name, value);
  form.append("file", new Blob([body]), "photo.png");
  return fetch(`${endpoint}/${Bucket}`, { method: "POST", body: form, redirect: "manual" });
}
