import { AwsError } from "../../core/errors.ts";

const error =
  (status: number) =>
  (code: string, message: string, members: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
    new AwsError(code, message, { status, members, headers });
const badRequest = error(400);
const notFound = error(404);

export const noSuchBucket = (BucketName: string) =>
  notFound("NoSuchBucket", "The specified bucket does not exist", { BucketName });
export const noSuchKey = (Key: string) => notFound("NoSuchKey", "The specified key does not exist.", { Key });
export const noSuchVersion = (Key: string, VersionId: string) =>
  notFound("NoSuchVersion", "The specified version does not exist.", { Key, VersionId });
export const noSuchUpload = (UploadId: string) =>
  notFound(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    { UploadId },
  );
/** One configuration of a bucket was never set. */
export const notConfigured = (code: string, message: string, BucketName: string) =>
  notFound(code, message, { BucketName });

/** Answers to HEAD carry no body: the client sees only the status. */
export const headNotFound = () => notFound("NotFound", "Not Found");

export const bucketAlreadyExists = (BucketName: string) =>
  error(409)(
    "BucketAlreadyExists",
    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
    { BucketName },
  );
export const bucketAlreadyOwnedByYou = (BucketName: string) =>
  error(409)(
    "BucketAlreadyOwnedByYou",
    "Your previous request to create the named bucket succeeded and you already own it.",
    { BucketName },
  );
export const bucketNotEmpty = (BucketName: string, isVersioned: boolean) =>
  error(409)(
    "BucketNotEmpty",
    isVersioned
      ? "The bucket you tried to delete is not empty. You must delete all versions in the bucket."
      : "The bucket you tried to delete is not empty",
    { BucketName },
  );
export const invalidBucketName = (BucketName: string) =>
  badRequest("InvalidBucketName", "The specified bucket is not valid.", { BucketName });
export const permanentRedirect = (Bucket: string, region: string) =>
  error(301)(
    "PermanentRedirect",
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
    { Endpoint: `${Bucket}.s3.${region}.amazonaws.com`, Bucket },
    { "x-amz-bucket-region": region },
  );
export const illegalLocation = (location: string) =>
  badRequest(
    "IllegalLocationConstraintException",
    `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
export const invalidLocation = (LocationConstraint: string) =>
  badRequest("InvalidLocationConstraint", "The specified location-constraint is not valid", { LocationConstraint });

export const invalidArgument = (message: string, ArgumentName: string, ArgumentValue?: string) =>
  badRequest("InvalidArgument", message, {
    ArgumentName,
    ...(ArgumentValue === undefined ? {} : { ArgumentValue }),
  });
export const logTargetMissing = (TargetBucket: string) =>
  badRequest("InvalidTargetBucketForLogging", "The target bucket for logging does not exist", { TargetBucket });
/** Recorded: us-east-1 does not name itself; the code is spelled so by AWS. */
export const logTargetElsewhere = (source: string, TargetBucketLocation: string) =>
  error(403)("CrossLocationLoggingProhibitted", "Cross S3 location logging not allowed. ", {
    ...(source === "us-east-1" ? {} : { SourceBucketLocation: source }),
    TargetBucketLocation,
  });

/** Browser uploads (recorded, except the two about a form without a file or that is none). */
export const postDenied = (why: string) => accessDenied(`Invalid according to Policy: ${why}`);
export const invalidPostPolicy = (why: string) => badRequest("InvalidPolicyDocument", `Invalid Policy: ${why}`);
export const postNeedsField = (ArgumentName: string) =>
  badRequest(
    "InvalidArgument",
    `Bucket POST must contain a field named '${ArgumentName}'.  If it is specified, please check the order of the fields.`,
    { ArgumentName, ArgumentValue: "" },
  );
export const postNeedsFile = () =>
  badRequest("InvalidArgument", "POST requires exactly one file upload per request.", {
    ArgumentName: "file",
    ArgumentValue: 0,
  });
export const malformedPost = () =>
  badRequest("MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.");
export const postTooSmall = (ProposedSize: number, MinSizeAllowed: number) =>
  badRequest("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
    ProposedSize,
    MinSizeAllowed,
  });
export const postTooLarge = (ProposedSize: number, MaxSizeAllowed: number) =>
  badRequest("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
    ProposedSize,
    MaxSizeAllowed,
  });
export const invalidAccessKeyId = () =>
  error(403)("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
export const signatureDoesNotMatch = () =>
  error(403)(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  );

/** Preflights (recorded; "evalution" is AWS's). */
export const originNeeded = () => badRequest("BadRequest", "Insufficient information. Origin request header needed.");
export const corsMethodInvalid = (method: string | undefined) =>
  badRequest("BadRequest", `Invalid Access-Control-Request-Method: ${method ?? "null"}`);
export const CORS_NOT_ALLOWED =
  "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";
export const corsRefused = (reason: string, members: { Method: string; ResourceType: string }) =>
  error(403)("AccessForbidden", `CORSResponse: ${reason}`, members);

/** Recorded: members with numbers, one pair for each function; the "null" is AWS's. */
export const destinationsNotValid = (refused: { name: string; value: string }[]) =>
  badRequest(
    "InvalidArgument",
    "Unable to validate the following destination configurations",
    Object.fromEntries(
      refused.flatMap(({ name, value }, index) => [
        [`ArgumentName${index + 1}`, name],
        [`ArgumentValue${index + 1}`, value],
      ]),
    ),
  );
export const invalidRequest = (message: string) => badRequest("InvalidRequest", message);
export const malformedXml = () =>
  badRequest(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );
export const malformedPolicy = (message: string, members: Record<string, unknown> = {}) =>
  badRequest("MalformedPolicy", message, members);
export const badDigest = (what: string, members: Record<string, unknown> = {}) =>
  badRequest(
    "BadDigest",
    `The ${what} you specified did not match ${what === "Content-MD5" ? "what we received." : "the calculated checksum."}`,
    members,
  );
export const badPartDigest = (algorithm: string, part: number) =>
  badRequest("BadDigest", `The ${algorithm} you specified for part ${part} did not match what we received.`);
export const invalidDigest = (value: string) =>
  badRequest("InvalidDigest", "The Content-MD5 you specified was invalid.", { "Content-MD5": value });
export const invalidTag = (message: string, members: Record<string, unknown> = {}) =>
  badRequest("InvalidTag", message, members);
export const invalidStorageClass = (StorageClassRequested: string) =>
  badRequest("InvalidStorageClass", "The storage class you specified is not valid", { StorageClassRequested });
export const invalidObjectState = (StorageClass: string) =>
  error(403)("InvalidObjectState", "The operation is not valid for the object's storage class", { StorageClass });
export const keyTooLong = (Size: number, MaxSizeAllowed: number) =>
  badRequest("KeyTooLongError", "Your key is too long", { Size, MaxSizeAllowed });
export const metadataTooLarge = (Size: number, MaxSizeAllowed: number) =>
  badRequest("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", {
    Size,
    MaxSizeAllowed,
  });
export const aclNotSupported = () => badRequest("AccessControlListNotSupported", "The bucket does not allow ACLs");
export const invalidBucketOwner = (account: string) =>
  badRequest(
    "InvalidBucketOwnerAWSAccountID",
    `The value of the expected bucket owner parameter must be an AWS Account ID... [${account}]`,
  );
export const accessDenied = (message = "Access Denied") => error(403)("AccessDenied", message);

export const preconditionFailed = (Condition: string) =>
  error(412)("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", { Condition });
export const notModified = () => error(304)("NotModified", "Not Modified");
export const invalidRange = (RangeRequested: string, ActualObjectSize: number) =>
  error(416)("InvalidRange", "The requested range is not satisfiable", { ActualObjectSize, RangeRequested });
export const invalidPartNumber = (PartNumberRequested: number, ActualPartCount: number) =>
  error(416)("InvalidPartNumber", "The requested partnumber is not satisfiable", {
    ActualPartCount,
    PartNumberRequested,
  });
export const methodNotAllowed = (Method: string) =>
  error(405)(
    "MethodNotAllowed",
    "The specified method is not allowed against this resource.",
    { Method, ResourceType: "DeleteMarker" },
    { "x-amz-delete-marker": "true" },
  );
/** A conditional write lost a race. */
export const conditionalConflict = (Condition: string, Key: string) =>
  error(409)(
    "ConditionalRequestConflict",
    "The conditional request cannot succeed due to a conflicting operation against this resource.",
    { Condition, Key },
  );
/** AWS's own 501, for headers whose value S3 does not take. */
export const headerNotImplemented = (Header: string, additionalMessage?: string) =>
  error(501)("NotImplemented", "A header you provided implies functionality that is not implemented", {
    Header,
    ...(additionalMessage === undefined ? {} : { additionalMessage }),
  });

export const invalidPart = (PartNumber: number, ETag: string, UploadId: string) =>
  badRequest(
    "InvalidPart",
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { ETag, PartNumber, UploadId },
  );
export const invalidPartOrder = (UploadId: string) =>
  badRequest(
    "InvalidPartOrder",
    "The list of parts was not in ascending order. Parts must be ordered by part number.",
    { UploadId },
  );
export const entityTooSmall = (PartNumber: number, ETag: string, ProposedSize: number, MinSizeAllowed: number) =>
  badRequest("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
    ETag,
    MinSizeAllowed,
    PartNumber,
    ProposedSize,
  });
