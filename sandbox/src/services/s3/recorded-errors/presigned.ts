import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { signatureOf } from "../../../gateway/sigv4.ts";
import { RECORDED_ACCOUNT } from "../../../oracles/recorded-errors.ts";
import { fetched, object, s3, sandbox } from "./fixture.ts";

const presigned = async (options: { expiresIn?: number; signingDate?: Date } = {}) =>
  new URL(await getSignedUrl(s3, new GetObjectCommand(object), { expiresIn: 300, ...options }));

async function changed(change: (query: URLSearchParams) => void): Promise<URL> {
  const url = await presigned();
  change(url.searchParams);
  return url;
}

/** The SDK would sign for us-east-1 instead. */
function createForNoRegion(): Promise<void> {
  const url = new URL("/a-new-bucket", sandbox.endpoint);
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const headers = { host: url.host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD", "x-amz-date": timestamp };
  const scope = `${timestamp.slice(0, 8)}/aws-global/s3/aws4_request`;
  const signature = signatureOf(
    "test",
    {
      accessKeyId: RECORDED_ACCOUNT,
      date: timestamp.slice(0, 8),
      region: "aws-global",
      service: "s3",
      signedHeaders: Object.keys(headers),
      timestamp,
      sessionToken: undefined,
      expires: undefined,
    },
    {
      method: "PUT",
      path: url.pathname,
      query: url.searchParams,
      rawQuery: "",
      headers,
      host: url.hostname,
      body: Buffer.alloc(0),
      remoteAddress: "127.0.0.1",
    },
  );
  const authorization = `AWS4-HMAC-SHA256 Credential=${RECORDED_ACCOUNT}/${scope}, SignedHeaders=${Object.keys(headers).join(";")}, Signature=${signature}`;
  return fetched(url, { method: "PUT", headers: { ...headers, authorization } });
}

export const presignedUrls = {
  "SignatureDoesNotMatch: …": async () =>
    fetched(await changed((query) => query.set("X-Amz-Signature", "0".repeat(64)))),
  "AccessDenied: There were headers present in the request which were not signed": async () => {
    const url = await getSignedUrl(s3, new PutObjectCommand(object), { expiresIn: 300 });
    await fetched(url, { method: "PUT", body: "data", headers: { "x-amz-storage-class": "STANDARD" } });
  },
  "AccessDenied: Request has expired": async () =>
    fetched(await presigned({ expiresIn: 1, signingDate: new Date(Date.now() - 60_000) })),
  "AuthorizationQueryParametersError: Query-string authentication version 4 requires …": async () =>
    fetched(await changed((query) => query.delete("X-Amz-Signature"))),
  "AuthorizationQueryParametersError: Error parsing the X-Amz-Credential parameter; …": async () =>
    fetched(
      await changed((query) => query.set("X-Amz-Credential", encodeURIComponent(query.get("X-Amz-Credential")!))),
    ),
  "AuthorizationHeaderMalformed: The authorization header is malformed; the region 'aws-global' is wrong; …":
    createForNoRegion,
  "InvalidArgument: Header value cannot be represented using ISO-8859-1.": () =>
    s3.getObject({ ...object, ResponseContentDisposition: "attachment; filename=日本語.txt" }),
};
