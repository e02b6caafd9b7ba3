import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { buckets } from "./recorded-errors/buckets.ts";
import { sandbox } from "./recorded-errors/fixture.ts";
import { multipart } from "./recorded-errors/multipart.ts";
import { notifications } from "./recorded-errors/notifications.ts";
import { objects } from "./recorded-errors/objects.ts";
import { posts } from "./recorded-errors/posts.ts";
import { presignedUrls } from "./recorded-errors/presigned.ts";

afterAll(() => sandbox.stop());

compareErrors("s3", {
  raised: { ...buckets, ...objects, ...multipart, ...presignedUrls, ...posts, ...notifications },
  beyond: {
    "ACLs are not emulated": [
      "OwnershipControlsNotFoundError: …",
      "InvalidArgument: ",
      "InvalidArgument: Invalid group uri",
      "InvalidArgument: Argument format not recognized",
      "InvalidArgument: Invalid id",
      "MalformedACLError: …",
      "MissingSecurityHeader: …",
      "InvalidRequest: Specifying both Canned ACLs and Header Grants is not allowed",
      "UnexpectedContent: …",
    ],
    "Signature version 2 is not emulated": [
      "AccessDenied: Query-string authentication requires the Signature, …",
      "InvalidArgument: Bucket POST must contain a field named 'AWSAccessKeyId'. …",
      "InvalidArgument: Bucket POST must contain a field named 'Signature'. …",
    ],
    "Website hosting is not emulated": [
      "InvalidArgument: The IndexDocument Suffix is not well formed",
      "InvalidArgument: RedirectAllRequestsTo cannot be provided …",
      "InvalidArgument: A value for IndexDocument Suffix must be provided …",
      "InvalidRequest: Invalid protocol, protocol can be http or https. …",
      "InvalidRequest: You can only define ReplaceKeyPrefix or ReplaceKey but not both.",
      "InvalidRequest: Condition cannot be empty. …",
    ],
    "Replication is not emulated": [
      "InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration",
      "InvalidRequest: Destination bucket must have versioning enabled.",
    ],
    "Customer KMS keys are not emulated": ["KMS.…"],
    "Analytics, metrics and inventory are not emulated": [
      "NoSuchConfiguration: …",
      "IdMismatch: …",
      "InvalidS3DestinationBucket: …",
    ],
    "Object lock is not emulated": [
      "NoSuchObjectLockConfiguration: …",
      "AccessDenied: Access Denied because object protected by object lock.",
      "InvalidArgument: The retain until date must be in the future!",
      "InvalidRequest: Bucket is missing Object Lock Configuration",
      "InvalidArgument: x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
      "InvalidArgument: Unknown wormMode directive.",
      "InvalidBucketState: …",
      "InvalidArgument: x-amz-bypass-governance-retention is only applicable …",
    ],
    "SSE-C is not emulated": [
      "InvalidArgument: Server Side Encryption with Customer provided key is incompatible …",
      "InvalidEncryptionAlgorithmError: …",
      "InvalidArgument: Requests specifying Server Side Encryption with Customer provided keys …",
      "InvalidArgument: The secret key was invalid for the specified algorithm.",
      "InvalidArgument: The calculated MD5 hash of the key did not match …",
      "InvalidRequest: The object was stored using a form of Server Side Encryption. …",
      "AccessDenied: Requests specifying Server Side Encryption …",
      "InvalidRequest: The multipart upload initiate requested encryption. …",
      "InvalidRequest: The provided encryption parameters did not match the ones used originally.",
    ],
    "Acceleration is not emulated": ["InvalidRequest: S3 Transfer Acceleration is not supported …"],
    "A fault of AWS's own": ["InternalError: …"],
  },
});
