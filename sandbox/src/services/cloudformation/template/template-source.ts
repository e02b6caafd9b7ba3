import type { GetObjectCommandInput, GetObjectCommandOutput } from "@aws-sdk/client-s3";
import type { OperationContext } from "../../../core/service.ts";
import { validationError } from "../errors.ts";
import { MAX_TEMPLATE_BODY } from "../limits.ts";

/** The text of the template: given, or in S3. */
export async function templateText(
  input: { TemplateBody?: string | undefined; TemplateURL?: string | undefined },
  context: OperationContext,
): Promise<string | undefined> {
  if (input.TemplateBody !== undefined && input.TemplateURL !== undefined)
    throw validationError("You cannot specify both a Template URL and a Template Body.");
  if (input.TemplateBody !== undefined) {
    if (Buffer.byteLength(input.TemplateBody) > MAX_TEMPLATE_BODY)
      throw validationError(
        `1 validation error detected: Value '${input.TemplateBody}' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MAX_TEMPLATE_BODY}`,
      );
    return input.TemplateBody;
  }
  if (input.TemplateURL === undefined) return undefined;
  const { bucket, key } = location(input.TemplateURL);
  try {
    const { Body } = await context.call<GetObjectCommandInput, GetObjectCommandOutput>("s3", "GetObject", {
      Bucket: bucket,
      Key: key,
    });
    return await readAll(Body);
  } catch (error) {
    throw validationError(
      `S3 error: ${(error as Error).message}\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`,
    );
  }
}

/** Bucket and key of an S3 URL, with the bucket in the host or in the path; also of the sandbox's own S3. */
function location(url: string): { bucket: string; key: string } {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw validationError("TemplateURL must be a supported URL.");
  }
  if (parsed.protocol === "s3:")
    throw validationError(`S3 error: Domain name specified in ${parsed.hostname} is not a valid S3 domain`);
  const path = decodeURIComponent(parsed.pathname).slice(1);
  const inHost = /^(.+)\.s3[.-][^/]*$/.exec(parsed.hostname)?.[1];
  if (inHost) return { bucket: inHost, key: path };
  const isS3 =
    /^s3[.-].*amazonaws\.com/.test(parsed.hostname) ||
    /^(127\.0\.0\.1|localhost|s3\..*localhost)$/.test(parsed.hostname);
  const [bucket, ...key] = path.split("/");
  if (!isS3 || !bucket || !key.length) throw validationError("TemplateURL must be a supported URL.");
  return { bucket, key: key.join("/") };
}

async function readAll(body: unknown): Promise<string> {
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString("utf8");
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
