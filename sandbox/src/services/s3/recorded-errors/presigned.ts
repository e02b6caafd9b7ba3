import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { fetched, object, s3 } from "./fixture.ts";

const presigned = async (options: { expiresIn?: number; signingDate?: Date } = {}) =>
  new URL(await getSignedUrl(s3, new GetObjectCommand(object), { expiresIn: 300, ...options }));

async function changed(change: (query: URLSearchParams) => void): Promise<URL> {
  const url = await presigned();
  change(url.searchParams);
  return url;
}

/** The SDK would sign for us-east-1 instead. */
const presignedForNoRegion = async () =>
  new URL(await getSignedUrl(s3, new CreateBucketCommand({ Bucket: "a-new-bucket" }), { signingRegion: "aws-global" }));

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
    async () => fetched(await presignedForNoRegion(), { method: "PUT" }),
  "InvalidArgument: Header value cannot be represented using ISO-8859-1.": () =>
    s3.getObject({ ...object, ResponseContentDisposition: "attachment; filename=日本語.txt" }),
};
