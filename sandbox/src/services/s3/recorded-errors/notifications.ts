import { RECORDED_ACCOUNT } from "../../../oracles/recorded-errors.ts";
import { bucket, fetched, object, s3, sandbox } from "./fixture.ts";

const invoke =
  (LambdaFunctionArn: string, more: object = {}) =>
  () =>
    s3.putBucketNotificationConfiguration({
      ...bucket,
      NotificationConfiguration: {
        LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events: ["s3:ObjectCreated:*"], ...more }],
      },
    });

const ABSENT = `arn:aws:lambda:us-east-1:${RECORDED_ACCOUNT}:function:my-lambda`;

const preflight = (name: string, headers: Record<string, string>) => () =>
  fetched(`${sandbox.endpoint}/${name}/${object.Key}`, { method: "OPTIONS", headers });

const origin = { Origin: "http://other.test" };

/** Notifications and CORS. */
export const notifications = {
  "InvalidArgument: The ARN could not be parsed": invoke("invalid-queue"),
  "InvalidArgument: Unable to validate the following destination configurations": invoke(ABSENT),
  "InvalidArgument: filter rule name must be either prefix or suffix": invoke(ABSENT, {
    Filter: { Key: { FilterRules: [{ Name: "INVALID", Value: "test" }] } },
  }),
  "BadRequest: Insufficient information. Origin request header needed.": preflight(object.Bucket, {}),
  "AccessForbidden: CORSResponse: Bucket not found": preflight("an-absent-bucket", origin),
  "AccessForbidden: CORSResponse: CORS is not enabled for this bucket.": preflight(object.Bucket, origin),
  "AccessForbidden: CORSResponse: This CORS request is not allowed. …": async () => {
    const Bucket = "a-cors-bucket";
    await s3.createBucket({ Bucket });
    const CORSRules = [{ AllowedMethods: ["GET"], AllowedOrigins: ["https://localhost:4200"] }];
    await s3.putBucketCors({ Bucket, CORSConfiguration: { CORSRules } });
    await preflight(Bucket, { ...origin, "Access-Control-Request-Method": "GET" })();
  },
  "NoSuchWebsiteConfiguration: …": () => s3.getBucketWebsite(bucket),
};
