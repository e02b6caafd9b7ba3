import type { Architecture, FunctionVersion, Runtime, SnapStartApplyOn } from "@aws-sdk/client-lambda";
import { arnOf, create, fn, lambda, s3, zipped } from "./fixture.ts";

const BUCKET = "lambda-code";
await s3.createBucket({ Bucket: BUCKET });

const withEnvironment = (variables: Record<string, string>) => () =>
  create("large-environment", { Environment: { Variables: variables } });

/** An archive whose directory says that its file has so many bytes. */
function claiming(size: number): Buffer {
  const archive = zipped();
  archive.writeUInt32LE(size, archive.indexOf("PK\x01\x02") + 24);
  return archive;
}

/** Names, settings, code and tags of functions. */
export const functions = {
  "ResourceNotFoundException: Function not found: …:function:<function-name:1>": () =>
    lambda.getFunction({ FunctionName: "absent" }),
  "ResourceNotFoundException: Function not found: …:function:<fn-name>": () =>
    lambda.deleteFunction({ FunctionName: "absent", Qualifier: "1221" }),
  "ResourceNotFoundException: Function not found: …:function:<fn-name>:1221": () =>
    lambda.getFunction({ ...fn, Qualifier: "1221" }),
  "ResourceNotFoundException: Function not found: …:function:<nonexisting-fn-name>": () =>
    lambda.deleteFunction({ FunctionName: "absent" }),
  "ResourceNotFoundException: Function not found: …:function:some-function:$LATEST": () =>
    lambda.getFunction({ FunctionName: arnOf("function:some-function:$LATEST"), Qualifier: "$LATEST" }),
  "ResourceNotFoundException: Function not found: …:function:<function-name:1>:aliasdoesnotexist": () =>
    lambda.getFunction({ ...fn, Qualifier: "aliasdoesnotexist" }),
  "InvalidParameterValueException: The derived qualifier from the function name does not match the specified qualifier.":
    () => lambda.getFunction({ FunctionName: arnOf("function:fn:1"), Qualifier: "$LATEST" }),
  "InvalidParameterValueException: $LATEST version cannot be deleted without deleting the function.": () =>
    lambda.deleteFunction({ ...fn, Qualifier: "$LATEST" }),
  "ResourceNotFoundException: Functions from '<wrong-region>' are not reachable in this region ('<region>')": () =>
    lambda.getFunction({ FunctionName: arnOf("function:fn").replace("us-east-1", "eu-west-1") }),
  "ResourceNotFoundException: Functions from 'ap-southeast-1' are not reachable in this region ('<region>')": () =>
    create(arnOf("function:fn").replace("us-east-1", "ap-southeast-1")),
  "AccessDeniedException: ": () => create(arnOf("function:fn").replace("111111111111", "123456789012")),
  "ValidationException: 1 validation error detected: Value 'invalid:function:name' at 'functionName' …": () =>
    create("invalid:function:name"),
  "InvalidParameterValueException: 1 validation error detected: Value 'aaaaa…' at 'functionName' …": () =>
    create("a".repeat(65)),
  "ValidationException: 1 validation error detected: Value 'arn:<partition>:lambda:<region>:111111111111:function:<function-name>' at 'functionName' …":
    () => create(arnOf(`function:${"a".repeat(141)}`)),
  "ValidationException: 1 validation error detected: Value 'r1' at 'role' …": () => create("new", { Role: "r1" }),
  "InvalidParameterValueException: Value non-existent-runtime at 'runtime' …": () =>
    create("new", { Runtime: "non-existent-runtime" as Runtime }),
  "InvalidParameterValueException: Value PYTHON3.9 at 'runtime' …": () =>
    create("new", { Runtime: "PYTHON3.9" as Runtime }),
  "ValidationException: 1 validation error detected: Value 'invalidOption' at 'snapStart.applyOn' …": () =>
    create("new", { SnapStart: { ApplyOn: "invalidOption" as SnapStartApplyOn } }),
  "ValidationException: 1 validation error detected: Value '[x86_64, arm64]' at 'architectures' …": () =>
    create("new", { Architectures: ["x86_64", "arm64"] }),
  "ValidationException: 1 validation error detected: Value '[X86_64]' at 'architectures' …": () =>
    create("new", { Architectures: ["X86_64" as Architecture] }),
  "InvalidParameterValueException: Could not unzip uploaded file. Please check your file, then try to upload again.":
    () => create("new", { Code: { ZipFile: Buffer.from("no archive") } }),
  "ValidationException: 1 validation error detected: Value 'invalid' at 'functionVersion' …": () =>
    lambda.listFunctions({ FunctionVersion: "invalid" as FunctionVersion }),
  "InvalidParameterValueException: Unzipped size must be smaller than 262144000 bytes": () =>
    create("new", { Code: { ZipFile: claiming(262_144_001) } }),
  "RequestEntityTooLargeException: Request must be smaller than 70167211 bytes for the CreateFunction operation": () =>
    create("new", { Code: { ZipFile: new Uint8Array(60_000_000) } }),
  "RequestEntityTooLargeException: Zipped size must be smaller than 52428800 bytes": () =>
    create("new", { Code: { ZipFile: new Uint8Array(52_428_801) } }),
  'InvalidParameterValueException: Lambda was unable to configure your environment variables … String measured: {"LARGE_VAR":…':
    withEnvironment({ LARGE_VAR: "x".repeat(4081) }),
  'InvalidParameterValueException: Lambda was unable to configure your environment variables … String measured: {"SMALL_VAR":…':
    withEnvironment({ SMALL_VAR: "ok", LARGE_VAR: "x".repeat(4064) }),
  "InvalidParameterValueException: Error occurred while GetObject. S3 Error Code: NoSuchBucket. …": () =>
    create("new", { Code: { S3Bucket: "an-absent-bucket", S3Key: "code.zip" } }),
  "InvalidParameterValueException: Error occurred while GetObject. S3 Error Code: NoSuchKey. …": () =>
    create("new", { Code: { S3Bucket: BUCKET, S3Key: "absent.zip" } }),
  "InvalidParameterValueException: Please don't provide ImageUri when updating a function with packageType Zip.": () =>
    lambda.updateFunctionCode({ ...fn, ImageUri: "111111111111.dkr.ecr.us-east-1.amazonaws.com/image:latest" }),

  "ResourceNotFoundException: Function not found: …:function:<resource-name>": () =>
    lambda.listTags({ Resource: arnOf("function:absent") }),
  "ResourceNotFoundException: Event source mapping not found: …": () =>
    lambda.listTags({ Resource: arnOf("event-source-mapping:9f1b4c9e-53b1-4bd5-9c4d-3b1f0e0f2c11") }),
  "ResourceNotFoundException: Capacity provider not found: …": () =>
    lambda.listTags({ Resource: arnOf("capacity-provider:absent") }),
  "ValidationException: 1 validation error detected: Value 'arn:<partition>:something' at 'resource' …": () =>
    lambda.tagResource({ Resource: "arn:aws:something", Tags: { a: "1" } }),
  "ValidationException: 1 validation error detected: Value 'arn:<partition>:lambda:<region>:111111111111:foobar:<resource-name>' at 'resource' …":
    () => lambda.tagResource({ Resource: arnOf("foobar:fn"), Tags: { a: "1" } }),
  "ValidationException: 1 validation error detected: Value 'arn:<partition>:lambda:<region>:111111111111:event-source-mapping:<resource-name>:alias' at 'resource' …":
    () =>
      lambda.tagResource({
        Resource: arnOf("event-source-mapping:9f1b4c9e-53b1-4bd5-9c4d-3b1f0e0f2c11:alias"),
        Tags: { a: "1" },
      }),
  "ValidationException: 1 validation error detected: Value 'arn:<partition>:lambda:<region>:111111111111:capacity-provider:<resource-name>:alias' at 'resource' …":
    () => lambda.tagResource({ Resource: arnOf("capacity-provider:cp:alias"), Tags: { a: "1" } }),
  "InvalidParameterValueException: Tags on function aliases and versions are not supported. Please specify a function ARN.":
    () => lambda.tagResource({ Resource: arnOf("function:fn:live"), Tags: { a: "1" } }),
  "ValidationException: 1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null":
    () => lambda.untagResource({ Resource: arnOf("function:fn"), TagKeys: [] }),
  "InvalidParameterValueException: An error occurred and the request cannot be processed.": () =>
    lambda.tagResource({ Resource: arnOf("function:fn"), Tags: {} }),
  "InvalidParameterValueException: Number of tags exceeds resource tag limit.": () =>
    lambda.tagResource({
      Resource: arnOf("function:fn"),
      Tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "v"])),
    }),
};
